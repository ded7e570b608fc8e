import { useContext, type FC } from "hono/jsx";
import { ReaderContext } from "../sign-in/reader-context.js";

/** Longer than any issue key, SHA or name. */
export const longestQuestion = 200;

/** In the header of every page, for those who may look. */
export const HeaderSearch: FC = () => {
  const reader = useContext(ReaderContext);
  if (reader === null || reader.kind === "script") return null;
  return <SearchForm id="header-search" question="" label="Search deploys" />;
};

interface SearchFormProps {
  /** Of the field: once a page. */
  readonly id: string;
  readonly question: string;
  readonly label: string;
}

/** Asks for an issue, a commit or a person. */
export const SearchForm: FC<SearchFormProps> = ({ id, question, label }) => (
  <form class="search" method="get" action="/search" role="search" aria-label={label}>
    <label class="for-readers" for={id}>
      Issue key, commit or person
    </label>
    <input
      id={id}
      type="search"
      name="q"
      value={question}
      maxlength={longestQuestion}
      placeholder="Issue, commit or person"
      spellcheck={false}
      autocomplete="off"
    />
    <button class="button" type="submit">
      Search
    </button>
  </form>
);
