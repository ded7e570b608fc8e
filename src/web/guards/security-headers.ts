import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

/**
 * The pages need their own stylesheet, icons and script files and nothing else: no script in a page's text may run,
 * nothing may be framed, no other host is asked. The referrer stays on this site; `same-origin` rather than `no-referrer`, under
 * which browsers would send our own forms with the origin "null".
 */
export function securityHeaders(publicUrl: URL): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      connectSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    crossOriginOpenerPolicy: "same-origin",
    crossOriginResourcePolicy: "same-origin",
    referrerPolicy: "same-origin",
    strictTransportSecurity: publicUrl.protocol === "https:" ? "max-age=31536000" : false,
    xFrameOptions: "DENY",
    permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [], usb: [] },
  });
}
