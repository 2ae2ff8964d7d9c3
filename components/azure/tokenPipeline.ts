import type { TokenCredential } from "@azure/core-auth";
import { bearerTokenAuthenticationPolicy, createPipelineFromOptions, type Pipeline } from "@azure/core-rest-pipeline";

/**
 * The way of calls with a token for this audience, which is named without a slash at its end. The token is taken anew for each try, because
 * the wait before it may be a long one. No redirect is followed: it leads to a sign-in page, and the token would go with it.
 */
export function tokenPipeline(credential: TokenCredential, audience: string): Pipeline {
    const made = createPipelineFromOptions({
        userAgentOptions: { userAgentPrefix: "pulumi-two-key" },
        redirectOptions: { maxRetries: 0 },
    });
    made.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: `${audience}/.default` }), { phase: "Sign" });
    return made;
}
