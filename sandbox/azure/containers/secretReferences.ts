import { type Body, list, optionalText, record } from "../arm/body";

/** The secrets that the containers of a template get in their environment. */
export function secretReferencesIn(template: Body): readonly string[] {
    return ["containers", "initContainers"].flatMap((kind) =>
        list(template[kind], `template.${kind}`).flatMap((container) =>
            list(record(container, `${kind}[]`).env, "env").flatMap(
                (variable) => optionalText(record(variable, "env[]").secretRef, "secretRef") ?? [],
            ),
        ),
    );
}
