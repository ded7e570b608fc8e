import { useContext, type FC } from "hono/jsx";
import { ReaderContext } from "../sign-in/reader-context.js";

/** Who is signed in, and the way out; nothing where there is no sign-in. */
export const AccountMenu: FC = () => {
  const reader = useContext(ReaderContext);
  if (reader?.kind !== "person") return null;
  const { login, name } = reader.person;
  return (
    <form class="account" method="post" action="/logout">
      <span title={name ?? undefined}>
        <span class="for-readers">Signed in as </span>
        <bdi>{login}</bdi>
      </span>
      <button class="button button-quiet" type="submit">
        Sign out
      </button>
    </form>
  );
};
