/** Types that hold no words: of these ANALYZE may keep samples. */
const WORDLESS = [
  'uuid',
  'bool',
  'int2',
  'int4',
  'int8',
  'oid',
  'float4',
  'float8',
  'numeric',
  'timestamptz',
  'timestamp',
  'date',
  'timetz',
  'time',
  'interval',
];

/** Columns of the relations in `public`, as `c`, whose migration set no target of its own. */
const UNDECIDED = `
  select r.oid::regclass as relation, r.reltuples > 0 as may_be_sampled, a.attname as name, a.attnum as number,
    format_type(a.atttypid, a.atttypmod) || case when a.attcollation <> t.typcollation then ' collate ' || a.attcollation::regcollation else '' end as type
  from pg_attribute a join pg_class r on r.oid = a.attrelid join pg_type t on t.oid = a.atttypid
    left join pg_index i on i.indexrelid = r.oid
  where r.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped and coalesce(a.attstattarget, -1) = -1
    and t.typname not in (${WORDLESS.map((type) => `'${type}'`).join(', ')})`;

/**
 * ANALYZE keeps up to two hundred values of each column, and of each expression that is indexed, in pg_statistic. They
 * outlive the rows they came from: a trace of an erased person until some later ANALYZE happens to take others. So none
 * are taken where words can stand. Look-ups go through keys: without statistics the planner takes the index that is
 * there for them. A migration that sets a target itself, for a column that only ever holds a few words of ours, is left
 * alone. Of columns that may have been sampled already, \`alter type\` to what they are forgets the samples; it
 * rewrites no table.
 */
export const NO_SAMPLES = `
  do $$ declare c record; begin
    for c in ${UNDECIDED} and r.relkind in ('r', 'm') loop
      execute format('alter table %s alter column %I set statistics 0', c.relation, c.name);
      if c.may_be_sampled then execute format('alter table %s alter column %I type %s', c.relation, c.name, c.type); end if;
    end loop;
    for c in ${UNDECIDED} and r.relkind = 'i' and i.indkey[a.attnum - 1] = 0 loop
      execute format('alter index %s alter column %s set statistics 0', c.relation, c.number);
    end loop;
  end $$`;
