import type { Answer } from "../answer";
import { ArmError } from "../arm/armErrors";
import { record } from "../arm/body";
import type { Behaviour } from "./keyCall";
import { resourceBody } from "./resourceBody";

/** A PUT or PATCH of the resource itself. It keeps its keys; a new one gets some where its type has any. */
export const writtenResource: Behaviour = ({ operation, resource, isNew, children, request, finish, make }) => {
    const isOfResource = operation.path.split("/").length % 2 === 1;
    if (!isOfResource || (operation.method !== "PUT" && operation.method !== "PATCH")) {
        return undefined;
    }
    const properties = record(request.body.properties, "properties");
    const found = [resource, ...children].find(({ id }) => id.id.toLowerCase() === request.path.toLowerCase());
    if (found === undefined && operation.method === "PATCH") {
        throw new ArmError(404, "ResourceNotFound", `There is no '${request.path}' to change.`);
    }
    const target = found ?? make(request.path);
    return finish((): Answer => {
        target.properties = { ...target.properties, ...properties };
        target.touch();
        return { status: isNew && operation.statuses.includes(201) ? 201 : 200, body: resourceBody(target) };
    }, target);
};
