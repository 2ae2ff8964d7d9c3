import { XMLBuilder } from "fast-xml-parser";
import type { Answer } from "../azure/answer";
import { type AccessKey, IamError, type IamUsers } from "./iamUsers";

/** A query of IAM's protocol. */
export interface IamQuery {
    readonly action: string;
    readonly parameters: URLSearchParams;
    /** The access key that signed the call. */
    readonly signedBy: string;
}

const NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/";
const xml = new XMLBuilder({ ignoreAttributes: false });

/** Answers a call in IAM's form. Signatures are told by the access key that they name, and are not computed again. */
export function answerIam({ action, parameters, signedBy }: IamQuery, users: IamUsers, administrator: string): Answer {
    try {
        if (signedBy !== administrator) {
            throw users.accepts(signedBy)
                ? new IamError(403, "AccessDenied", `${signedBy} is not authorized to perform: iam:${action}`)
                : new IamError(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
        }
        const result = resultOf(action, parameters.get("UserName") ?? "", parameters, users);
        return answer(200, `${action}Response`, {
            [`${action}Result`]: result,
            ResponseMetadata: { RequestId: "local" },
        });
    } catch (error) {
        const { status, code, message } = error instanceof IamError ? error : internal(error);
        return answer(status, "ErrorResponse", { Error: { Type: "Sender", Code: code, Message: message } });
    }
}

function resultOf(action: string, user: string, parameters: URLSearchParams, users: IamUsers): unknown {
    switch (action) {
        case "ListAccessKeys":
            return {
                UserName: user,
                AccessKeyMetadata: { member: users.accessKeys(user).map((key) => metadata(user, key)) },
                IsTruncated: false,
            };
        case "CreateAccessKey": {
            const key = users.createAccessKey(user);
            return { AccessKey: { ...metadata(user, key), SecretAccessKey: key.secret } };
        }
        case "DeleteAccessKey":
            return users.deleteAccessKey(user, parameters.get("AccessKeyId") ?? "");
        default:
            throw new IamError(400, "InvalidAction", `The stand-in for IAM does not know ${action}.`);
    }
}

function metadata(user: string, { id, status, createdAt }: AccessKey) {
    return { UserName: user, AccessKeyId: id, Status: status, CreateDate: createdAt.toISOString() };
}

function answer(status: number, element: string, content: Readonly<Record<string, unknown>>): Answer {
    const body = xml.build({ [element]: { "@_xmlns": NAMESPACE, ...content } });
    return { status, headers: { "content-type": "text/xml" }, body };
}

function internal(error: unknown): IamError {
    return new IamError(500, "InternalFailure", `The stand-in for IAM failed: ${error}`);
}
