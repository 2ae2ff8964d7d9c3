import { type FakeAccess, fakeAccess, Refused } from "../support/fakeAccess";

/** The parts of a container app or job, and its answers. */
interface Containers {
    /** As `listSecrets` answers; absent with the app or job. */
    readonly secrets?: readonly object[];
    /** The revisions, each as the list shows it. */
    readonly revisions?: readonly object[];
    /** The replicas of every revision: before its restart, and after, one answer after the other; the last one stays. */
    readonly replicas?: readonly (readonly object[])[];
    /** The executions of a job, one answer after the other; the last one stays. */
    readonly executions?: readonly (readonly object[])[];
    /** The status with which changes are refused. */
    readonly refusal?: number;
}

/** A replica with one container. */
export function replica(name: string, properties: object = {}, container: object = {}): object {
    return {
        name,
        properties: {
            createdTime: "2026-11-24T10:00:00Z",
            runningState: "Running",
            containers: [{ name: "main", containerId: `${name}-1`, restartCount: 0, ready: true, ...container }],
            ...properties,
        },
    };
}

/** A container app `api` and a job `nightly`. */
export function fakeContainers({
    secrets,
    revisions = [],
    replicas = [[]],
    executions = [[]],
    refusal,
}: Containers): FakeAccess {
    let current = secrets;
    const asked = { replicas: 0, executions: 0 };
    const next = <Answer>(kind: keyof typeof asked, answers: readonly Answer[]) =>
        answers[Math.min(asked[kind]++, answers.length - 1)];
    return fakeAccess((call, { body }) => {
        const [, method, path = ""] = /^(\S+) (.*)$/.exec(call) ?? [];
        if (current === undefined) {
            throw new Refused(404);
        }
        if (method === "PATCH") {
            if (refusal !== undefined) {
                throw new Refused(refusal);
            }
            current = (body as { properties: { configuration: { secrets: object[] } } }).properties.configuration
                .secrets;
            return {};
        }
        if (path.endsWith("/listSecrets")) {
            return { value: current };
        }
        if (path.endsWith("/replicas")) {
            return { value: next("replicas", replicas) };
        }
        if (path.endsWith("/executions")) {
            return { value: next("executions", executions) };
        }
        if (path.endsWith("/revisions")) {
            return { value: revisions };
        }
        if (method === "GET" && path.includes("/revisions/")) {
            return revisions.find((revision) => path.endsWith(`/${(revision as { name: string }).name}`));
        }
        return method === "GET"
            ? { properties: { configuration: { triggerType: "Manual", replicaTimeout: 1800, registries: [] } } }
            : {};
    });
}
