const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** QuerySet's methods that give another one: https://docs.djangoproject.com/en/5.2/ref/models/querysets/ */
export const narrows = words(
  "filter exclude all none annotate alias order_by reverse distinct values values_list dates datetimes union " +
    "intersection difference select_related prefetch_related extra defer only using select_for_update raw complex_filter " +
    "iterator get_queryset active published live in_order db_manager as_manager",
);
export const finds = words("get first last earliest latest aget afirst alast");
export const reads = words("count aggregate in_bulk acount");
export const cheap = words("exists contains explain aexists");
export const inserts = words("create bulk_create get_or_create update_or_create acreate abulk_create");
export const updates = words("update bulk_update aupdate abulk_update");
export const deletes = words("delete adelete _raw_delete");
/** A related manager's own. */
export const links = words("add set remove clear aadd aset aremove aclear");
export const saves = words("save asave save_base");
export const isHarmlessOnRow = words(
  "refresh_from_db full_clean clean clean_fields validate_unique get_deferred_fields serializable_value items keys values " +
    "get strip lower upper split replace startswith endswith format encode decode isoformat strftime append extend pop " +
    "copy index sort total_seconds date time join title hexdigest close open read",
);
