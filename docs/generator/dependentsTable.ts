import { scanners } from "../../components/dependents/scanners";
import { table, withMadePart } from "./madePart";

/** The page of dependents, with a row for each kind of resource that is looked at, in that order. */
export function dependentsPage(): string {
    const rows = scanners.map(({ title, type, documented: { places = title, calls, known, notSeen } }) => [
        places,
        `\`${type}\``,
        calls,
        known,
        notSeen,
    ]);
    const page = withMadePart(
        "dependents.md",
        table(["place", "type", "calls each", "known", "what is not seen"], rows),
    );
    // Each kind takes one call for its list, and a web app those of its own row.
    return page.replace(/\d+ \+ 4 N \+ 3 S/, `${scanners.length} + 4 N + 3 S`);
}
