import { errorCode } from "./error-code.js";

/** The folder for the embedded database cannot be made or written to. */
export class DataFolderUnusable extends Error {
  override readonly name = "DataFolderUnusable";

  constructor(folder: string, cause: unknown) {
    super(
      `Cannot write to the data folder ${folder} (${errorCode(cause) ?? "unknown reason"}). Give this user the right to, or set DATA_DIR to another folder`,
      { cause },
    );
  }
}
