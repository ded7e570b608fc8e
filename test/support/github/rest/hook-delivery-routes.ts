import { ApiError, notFound, ok } from "../http/answer.js";
import { param, type ApiCall } from "../http/api-call.js";
import { pageOf } from "../http/paginate.js";
import { appRoute, type Route } from "../http/route.js";
import type { Json } from "../json/json.js";
import { succeeded, type Delivery } from "../webhooks/delivery.js";

/** `hook-delivery-item`. */
function itemJson(delivery: Delivery): Json {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.redelivery,
    duration: delivery.duration,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}

/** `hook-delivery`. */
function deliveryJson(call: ApiCall, delivery: Delivery): Json {
  return {
    ...itemJson(delivery),
    url: call.webhooks.url ?? "",
    request: { headers: delivery.requestHeaders, payload: delivery.payload },
    response: { headers: {}, payload: delivery.responseBody },
  };
}

function findDelivery(call: ApiCall): Delivery {
  const id = Number(param(call, "id"));
  const delivery = call.webhooks.deliveries.find((one) => one.id === id);
  if (delivery === undefined) throw notFound();
  return delivery;
}

const cursorForm = /^v1_(\d+)$/;

/** Newest first; a cursor names the first delivery of its page. */
function list(call: ApiCall) {
  const { size } = pageOf(call.query);
  const wanted = call.query.get("status");
  const cursor = call.query.get("cursor");
  const from =
    cursor === null ? Number.POSITIVE_INFINITY : Number(cursorForm.exec(cursor)?.[1] ?? Number.NaN);
  if (Number.isNaN(from)) throw new ApiError(400, "Invalid cursor");
  // What has not been answered yet is not listed.
  const listed = call.webhooks.deliveries
    .filter((delivery) => delivery.status !== "pending" && delivery.id <= from)
    .filter((delivery) => wanted === null || (wanted === "success") === succeeded(delivery))
    .reverse();
  const next = listed[size];
  const query = new URLSearchParams(call.query);
  if (next !== undefined) query.set("cursor", `v1_${next.id}`);
  const link = `<${call.address}?${query.toString()}>; rel="next"`;
  return ok(listed.slice(0, size).map(itemJson), next === undefined ? {} : { link });
}

/** Deliveries of the app's webhook, and asking for them again. */
export const hookDeliveryRoutes: readonly Route[] = [
  appRoute("GET", "/app/hook/deliveries", list),
  appRoute("GET", "/app/hook/deliveries/{id}", (call) => ok(deliveryJson(call, findDelivery(call)))),
  appRoute("POST", "/app/hook/deliveries/{id}/attempts", (call) => {
    call.webhooks.redeliver(findDelivery(call).id);
    return { status: 202, body: {} };
  }),
];
