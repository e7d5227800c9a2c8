/** The parts of a CycloneDX document that are looked at here. */
export interface Sbom {
  bomFormat: string;
  specVersion: string;
  metadata: { component: Component };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

interface Component {
  'bom-ref': string;
  name: string;
  version: string;
}

export interface LockFile {
  name: string;
  packages: Record<string, Locked>;
}

interface Locked {
  name?: string;
  version?: string;
  link?: boolean;
  resolved?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

/** Workspaces that are part of what runs; the others build, test or measure it. */
const SHIPPED = /^(apps|libs(?!\/testing$)|tools(?=\/(stack|admin)$))\/[^/]+$/;

/**
 * `name@version` of the services and of everything that they need. npm's own `--omit dev` leaves out what any project
 * has among its devDependencies, also where a service needs it.
 */
function productionRefs({ packages }: LockFile): Set<string> {
  const paths = new Set(Object.keys(packages).filter((path) => SHIPPED.test(path)));
  // A set that grows while it is walked.
  for (const path of paths) for (const needed of neededBy(path, packages)) paths.add(needed);
  return new Set([...paths].map((path) => `${packages[path]!.name ?? nameOf(path)}@${packages[path]!.version}`));
}

function neededBy(path: string, packages: LockFile['packages']): string[] {
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = packages[path]!;
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta?.[name]?.optional);
  const names = [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers];
  return names
    .flatMap((name) => placesOf(name, path).find((place) => packages[place]) ?? [])
    .map((place) => {
      const { link, resolved } = packages[place]!;
      return link ? resolved! : place;
    });
}

/** Where Node looks for `name` when the package at `path` asks, in this order. */
function placesOf(name: string, path: string): string[] {
  const folders = path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
  return [...folders.reverse().map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`];
}

const nameOf = (path: string): string => path.split('node_modules/').at(-1)!;

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
