import type { FC, PropsWithChildren } from "hono/jsx";
import { webAddress } from "../text/web-address.js";

type WebLinkProps = PropsWithChildren<{ readonly href: string | null; readonly class?: string }>;

/** A link to an address from outside; just its words where the address is none that we would follow. */
export const WebLink: FC<WebLinkProps> = ({ href, class: className, children }) => {
  const address = webAddress(href);
  return address === null ? (
    <span class={className}>{children}</span>
  ) : (
    <a class={className} href={address}>
      {children}
    </a>
  );
};
