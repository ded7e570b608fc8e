/** A change of a table in MariaDB, tried on a server and judged by the rules. */
export interface MariadbCase {
  readonly clause: string;
  /** Instead of the usual table's. */
  readonly columns?: string;
  /** Table options behind the columns. */
  readonly options?: string;
  /** Where the facts do not tell enough to be exact: what is predicted instead of what is observed. */
  readonly predicted?: string;
  /** Statements in front, `t` being the table. */
  readonly before?: readonly string[];
}

/** The usual table: a column of each kind that rules tell apart. */
export const usualColumns = `id int not null auto_increment primary key, n int not null, a int, i int,
  v varchar(50) charset utf8mb4, short varchar(30) charset utf8mb4, u varchar(40) charset utf8mb4,
  l varchar(100) charset latin1, c char(10) charset latin1, e enum('x','y'), st set('x','y'), d decimal(10,2),
  dt datetime, tx text, f float, p int unsigned, b varbinary(20), key i_ix (i), key u_ix (u)`;

const withVirtual = "id int not null primary key, n int not null, a int, z int, g int as (n + 1) virtual";
const withStored = "id int not null primary key, n int not null, a int, z int, g int as (n + 1) stored";
const narrow = "id int primary key, v varchar(50), w varchar(70), x varchar(20), key x_ix (x)";
const plain = "id int not null, n int not null, a int";

const of = (clauses: readonly string[], rest: Omit<MariadbCase, "clause"> = {}): readonly MariadbCase[] =>
  clauses.map((clause) => ({ clause, ...rest }));

const long =
  "id int primary key, n int, v varchar(500), w varchar(1000), x varchar(768), y varchar(769), tx text, b blob";

const fulltext = { before: ["alter table t add fulltext index ft0 (tx)"] };

export const mariadbCases: readonly MariadbCase[] = [
  ...of(
    [
      "add unique u (tx)",
      "add unique u (b)",
      "add unique u (w)",
      "add unique u (y)",
      "add unique u (v, w)",
      "add unique u (n, tx)",
      "add unique u (v)",
      "add unique u (x)",
      "add unique u (tx(700))",
      "add index u (tx)",
    ],
    { columns: long, options: "charset utf8mb4" },
  ),
  ...of([
    "add column z int",
    "add column z int first",
    "add column z int after n",
    "add column z int not null default 5",
    "add column z datetime not null default current_timestamp on update current_timestamp",
    "add column z char(36) default uuid()",
    "add column z int default (n + 1)",
    "add column z varchar(10) default concat('a', 'b')",
    "add column z int as (n + 2) virtual",
    "add column z int as (n + 2) stored",
    "add column z int unique",
    "add column z int references parent (id)",
    "add column z int check (z > 1)",
    "add column z int, add index (a)",
    "add column z int, drop column a",
    "add column z int, modify v varchar(60) charset utf8mb4",
    "add column z int, rename column a to aa",
    "drop column a",
    "drop column i",
    "rename column a to aa",
    "rename column a to aa, add index (aa)",
    "change a aa int",
    "change a aa bigint",
    "alter column a set default 3",
    "alter column a drop default",
    "modify n int null",
    "modify a int not null",
    "modify a int after v",
    "modify a int first",
    "modify a int default 7",
    "modify a int comment 'x'",
    "modify a int(5)",
    "modify a bigint",
    "modify a smallint",
    "modify a int unsigned",
    "modify p bigint unsigned",
    "modify v varchar(60) charset utf8mb4",
    "modify v varchar(63) charset utf8mb4",
    "modify v varchar(64) charset utf8mb4",
    "modify short varchar(300) charset utf8mb4",
    "modify u varchar(300) charset utf8mb4",
    "modify v varchar(40) charset utf8mb4",
    "modify v varchar(50) charset latin1",
    "modify v varchar(50) charset utf8mb4 collate utf8mb4_bin",
    "modify u varchar(40) charset utf8mb4 collate utf8mb4_bin",
    "modify l varchar(255) charset latin1",
    "modify l varchar(256) charset latin1",
    "modify l varchar(100) charset utf8mb4",
    "modify b varbinary(30)",
    "modify b varbinary(300)",
    "modify c char(20) charset latin1",
    "modify c varchar(10) charset latin1",
    "modify v char(50) charset utf8mb4",
    "modify v text charset utf8mb4",
    "modify tx mediumtext",
    "modify d decimal(12,2)",
    "modify d decimal(10,3)",
    "modify f double",
    "modify dt datetime(6)",
    "modify dt timestamp",
    "modify e enum('x','y','z')",
    "modify e enum('z','x','y')",
    "modify e enum('x')",
    "modify st set('x','y','z')",
    "add index z (a)",
    "add unique z (p, id)",
    "add fulltext index ft (v)",
    "drop index i_ix",
    "drop index i_ix, add index i_ix (i, a)",
    "rename index i_ix to j_ix",
    "alter index i_ix ignored",
    "drop primary key, add primary key (id, n)",
    "add foreign key (a) references parent (id)",
    "add foreign key (i) references parent (id)",
    "add constraint z check (a > -5)",
    "convert to character set utf8mb4",
    "convert to character set latin1",
    "default character set latin1",
    "default character set latin1, add index (a)",
    "comment = 'x'",
    "comment = 'x', add index (a)",
    "auto_increment = 1000",
    "stats_persistent = 1",
    "force",
    "engine = InnoDB",
    "engine = Aria",
    "row_format = compact",
    "row_format = compressed",
    "key_block_size = 4",
    "add system versioning",
    "rename to t2",
    "disable keys",
    "modify id bigint not null auto_increment",
  ]),
  ...of(
    ["add fulltext index ft (v)", "force", "add column z int", "drop column a", "modify a int not null"],
    fulltext,
  ),
  ...of(["add column z int", "drop column a"], { options: "row_format=compressed" }),
  ...of(
    [
      "add column z int",
      "modify n int null",
      "modify v varchar(64) charset utf8mb4",
      "modify a bigint",
      "modify c char(20) charset latin1",
    ],
    { options: "row_format=redundant" },
  ),
  ...of(
    [
      "add index z (a)",
      "add column z int",
      "drop column a",
      "drop index i_ix",
      "alter column a set default 3",
      "rename column a to aa",
      "modify e enum('x','y','z')",
      "comment = 'x'",
    ],
    { options: "engine=MyISAM" },
  ),
  ...of(
    [
      "add column z2 int",
      "add column z2 int first",
      "drop column g",
      "drop column z",
      "modify a int not null",
    ],
    {
      columns: withVirtual,
    },
  ),
  ...of(["modify g int as (n + 2) virtual", "add index (g)"], { columns: withVirtual }),
  ...of(
    ["add column z2 int first", "drop column g", "modify a int not null", "modify g int as (n + 2) stored"],
    {
      columns: withStored,
    },
  ),
  ...of(["convert to character set utf8mb4"], {
    columns: "id int primary key, v varchar(50)",
    options: "charset=utf8mb3",
  }),
  ...of(
    [
      "convert to character set utf8mb4",
      "modify v varchar(50) charset utf8mb4",
      "modify w varchar(70) charset utf8mb4",
    ],
    { columns: narrow, options: "charset=utf8mb3" },
  ),
  // Only the collation tells that the index's order stays the same.
  ...of(["modify x varchar(20) charset utf8mb4"], {
    columns: narrow,
    options: "charset=utf8mb3",
    predicted: "index",
  }),
  ...of(["add primary key (n)", "add column z int not null auto_increment unique"], { columns: plain }),
  ...of(["drop primary key"], { columns: "id int primary key, a int" }),
  ...of(["add spatial index (g)"], { columns: "id int primary key, g point not null" }),
  ...of(["add foreign key (a) references parent (id)", "add foreign key (i) references parent (id)"], {
    before: ["set foreign_key_checks = 0"],
  }),
  ...of(["drop foreign key fk"], {
    before: ["alter table t add constraint fk foreign key (a) references parent (id)"],
  }),
  ...of(["drop constraint ck"], { before: ["alter table t add constraint ck check (a > -5)"] }),
];
