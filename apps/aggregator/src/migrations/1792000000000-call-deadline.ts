import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A call that creates a request has a deadline, after which its caller has been told that nothing was done. Looked at
 * by the server itself when it commits: whoever else looks may stand still between its look and the commit. By the true
 * clock, not `lethe_now()`, which stands still in a transaction.
 */
export class CallDeadline1792000000000 implements MigrationInterface {
  readonly name = 'CallDeadline1792000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table request_call add column deadline timestamptz;
      create function request_call_in_time() returns trigger language plpgsql as $$
        begin
          if new.deadline < clock_timestamp() then
            raise exception 'the deadline of the call is over' using errcode = 'query_canceled';
          end if;
          return null;
        end $$;
      create constraint trigger request_call_in_time after insert on request_call deferrable initially deferred
        for each row execute function request_call_in_time();`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger request_call_in_time on request_call');
    await runner.query('drop function request_call_in_time');
    await runner.query('alter table request_call drop column deadline');
  }
}
