export { freePort, ServiceProcess } from './service-process.ts';
export { NetworkPath, type Direction, type Healing } from './network-path.ts';
export { DocumentSchemas } from './document-schemas.ts';
export { startNats } from './test-nats.ts';
export { RunningDomain } from './running-domain.ts';
export { OwnPostgres, TestPostgres, type TestDatabase } from './test-postgres.ts';
export { conformance } from './conformance/conformance.ts';
export {
  DomainUnderTest,
  TEST_PSEUDONYM_KEY,
  type DomainFixture,
  type StoreFile,
} from './conformance/domain-under-test.ts';
export { CONFORMANCE_GROUPS, type ConformanceGroup } from './conformance/groups/index.ts';
export { testPerson, termOf, tracesOf, type TestPerson } from './conformance/test-person.ts';
export { startS3Server, type S3Server } from './s3-server.ts';
export { sideBySide } from './side-by-side.ts';
export { recordStart } from './record-start.ts';
export { testSize, type TestSize } from './test-size.ts';
