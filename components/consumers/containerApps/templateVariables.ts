import type { Held } from "../scanner";

/** The template of containers: variables that are written out, and all its other members. */
export function variablesHeld(
    { kind, holder, place, tags }: Pick<Held, "kind" | "holder" | "place" | "tags">,
    template: unknown,
    settings: Readonly<Record<string, unknown>> = {},
): readonly Held[] {
    const held = (name: string, text: string): Held => ({
        kind,
        holder,
        name,
        place: `${place}/${name}`,
        tags,
        content: { kind: "text", text },
    });
    const variables = variablesIn(template).map(({ name = "", value = "" }) => held(name, value));
    // A key may stand in an argument, in a header of a probe, or in the metadata of a scale rule.
    const others = JSON.stringify({ template, settings }, (member, value: unknown) =>
        member === "env" ? undefined : value,
    );
    return others === '{"settings":{}}' ? variables : [...variables, held("template", others)];
}

function variablesIn(template: unknown): readonly Variable[] {
    const { containers, initContainers } = (template ?? {}) as Template;
    return [...(containers ?? []), ...(initContainers ?? [])].flatMap(({ env }) =>
        (env ?? []).filter(({ value }) => typeof value === "string" && value !== ""),
    );
}

interface Variable {
    readonly name?: string;
    readonly value?: string;
}

interface Template {
    readonly containers?: readonly { readonly env?: readonly Variable[] }[] | null;
    readonly initContainers?: readonly { readonly env?: readonly Variable[] }[] | null;
}
