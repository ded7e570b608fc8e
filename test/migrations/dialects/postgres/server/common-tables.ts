/** What every case finds. Classified too: what the dialect knows of it is the deploy's own history. */
export const commonTables = `
create table t (
  id bigint primary key,
  a int,
  n int not null,
  s varchar(50),
  x text,
  ts timestamp,
  m numeric(8,2),
  c char(5)
);
insert into t select g, g, g, 's' || g, 'x' || g, now(), g, 'c' from generate_series(1, 5) g;
create table u (id bigint primary key, t_id bigint);
insert into u values (1, 1), (2, 2);
`;
