import pg from "pg";
import { eventually, type Product } from "../start-product.js";

/** Waits until the policy that says who may act is remembered: that is once its first deploy has been judged. */
export async function policyKnown(product: Product, repository: string): Promise<void> {
  const database = new pg.Client({ connectionString: product.databaseUrl });
  await database.connect();
  try {
    await eventually("the policy is remembered", async () => {
      const { rows } = await database.query(
        "select 1 from policy where repository_id = $1 and text is not null",
        [product.github.repository(repository).id],
      );
      return rows.length > 0;
    });
  } finally {
    await database.end();
  }
}
