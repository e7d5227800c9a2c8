/** The parts of a CycloneDX document that are looked at here. */
export interface Sbom {
  bomFormat: string;
  specVersion: string;
  metadata: { component: Component };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

export interface Component {
  'bom-ref': string;
  name: string;
  version: string;
}

export interface LockFile {
  name: string;
  packages: Record<string, { name?: string; version?: string; dev?: boolean; link?: boolean }>;
}

/** Workspaces that are part of what runs; the others build, test or measure it. */
const SHIPPED = /^(apps\/|libs\/(?!testing$)|tools\/(stack|admin)$)/;

/** `name@version` of everything that is installed in production. */
export function productionRefs({ packages }: LockFile): Set<string> {
  const shipped = Object.entries(packages).filter(
    ([path, { dev, link }]) => path !== '' && !dev && !link && (path.includes('node_modules/') || SHIPPED.test(path)),
  );
  return new Set(
    shipped.map(([path, { name, version }]) => `${name ?? path.split('node_modules/').at(-1)}@${version}`),
  );
}

/**
 * What of `whole` is installed in production. npm names what is a folder here after the folder; it is to be named as it
 * names itself.
 */
export function productionSbom(whole: Sbom, lock: LockFile): Sbom {
  const refs = productionRefs(lock);
  const root = whole.metadata.component['bom-ref'];
  return {
    ...whole,
    metadata: { ...whole.metadata, component: { ...whole.metadata.component, name: lock.name } },
    components: whole.components
      .filter((component) => refs.has(component['bom-ref']))
      .map((component) => ({ ...component, name: nameIn(component['bom-ref']) })),
    dependencies: whole.dependencies
      .filter(({ ref }) => ref === root || refs.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((dependency) => refs.has(dependency)) })),
  };
}

const nameIn = (ref: string): string => ref.slice(0, ref.lastIndexOf('@'));
