/**
 * Built-in functions that are IMMUTABLE or STABLE in every form, so that a default made of them is computed once for
 * all rows. Any other (random(), a user's own) may be volatile. The test compares the list with a server's pg_proc.
 */
export const stableFunctions: ReadonlySet<string> = new Set(
  // Time
  (
    "now transaction_timestamp statement_timestamp date_trunc date_part extract age make_date make_time make_timestamp " +
    "make_timestamptz make_interval to_timestamp to_date to_char to_number timezone justify_days justify_hours " +
    "justify_interval date_bin isfinite " +
    // Text
    "lower upper initcap length char_length character_length octet_length bit_length trim btrim ltrim rtrim substring " +
    "substr overlay position strpos replace translate regexp_replace regexp_match regexp_matches regexp_split_to_array " +
    "split_part concat concat_ws format left right lpad rpad repeat reverse md5 sha224 sha256 sha384 sha512 encode decode " +
    "quote_ident quote_literal quote_nullable chr ascii to_hex string_to_array array_to_string starts_with normalize " +
    "convert_from convert_to unistr hashtext " +
    // Numbers
    "abs ceil ceiling floor round trunc sign sqrt cbrt power exp ln log mod div gcd lcm pi degrees radians sin cos tan " +
    "width_bucket factorial " +
    // JSON, arrays, ranges
    "to_json to_jsonb json_build_object json_build_array jsonb_build_object jsonb_build_array json_object jsonb_object " +
    "row_to_json array_to_json jsonb_set jsonb_insert jsonb_strip_nulls jsonb_typeof json_typeof jsonb_array_length " +
    "json_array_length jsonb_extract_path jsonb_extract_path_text jsonb_pretty array_append array_prepend array_cat " +
    "array_length array_fill array_position array_remove array_replace cardinality unnest numrange int4range int8range " +
    "tsrange tstzrange daterange lower_inc upper_inc isempty row " +
    // Search
    "to_tsvector to_tsquery plainto_tsquery phraseto_tsquery websearch_to_tsquery setweight tsvector_to_array " +
    // Session and types
    "current_setting current_schema current_schemas current_database pg_typeof version inet_client_addr host network " +
    "masklen int2 int4 int8 float4 float8 numeric text varchar bpchar bool date timestamptz interval uuid_extract_version " +
    "get_byte set_byte get_bit bit_count num_nulls num_nonnulls obj_description col_description has_table_privilege"
  ).split(" "),
);

/**
 * Built-in functions that are volatile, or act on the session or the server, but not on tables' rows: a SELECT that
 * calls them costs nothing by it.
 */
export const cheapFunctions: ReadonlySet<string> = new Set(
  (
    "nextval setval currval lastval random gen_random_uuid uuidv4 uuidv7 uuid_generate_v1 uuid_generate_v4 clock_timestamp " +
    "timeofday set_config pg_advisory_lock pg_advisory_xact_lock pg_advisory_unlock pg_advisory_unlock_all " +
    "pg_advisory_lock_shared pg_advisory_xact_lock_shared pg_try_advisory_lock pg_try_advisory_xact_lock pg_backend_pid " +
    "pg_get_serial_sequence pg_notify pg_reload_conf pg_switch_wal pg_cancel_backend pg_terminate_backend pg_sleep " +
    "pg_stat_reset pg_table_size pg_total_relation_size pg_relation_size pg_get_constraintdef pg_get_indexdef " +
    "pg_get_viewdef pg_get_functiondef to_regclass to_regtype to_regproc to_regnamespace txid_current pg_current_xact_id"
  ).split(" "),
);

/** Built-in aggregates and window functions: their work is that of reading the rows. */
export const aggregateFunctions: ReadonlySet<string> = new Set(
  (
    "count sum avg min max bool_and bool_or every array_agg string_agg json_agg jsonb_agg json_object_agg jsonb_object_agg " +
    "stddev stddev_pop stddev_samp variance var_pop var_samp corr bit_and bit_or mode percentile_cont percentile_disc " +
    "row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value generate_series " +
    "generate_subscripts any_value jsonb_array_elements jsonb_array_elements_text json_array_elements " +
    "json_array_elements_text jsonb_each jsonb_each_text json_each json_each_text jsonb_object_keys json_object_keys " +
    "jsonb_to_recordset json_to_recordset jsonb_to_record json_to_record regexp_split_to_table string_to_table ts_rank"
  ).split(" "),
);
