using Emend.Server.Identity;

namespace Emend.Server.Api.Native;

/// <summary>Authorizes the operator. Tokens and API keys of tenants have no meaning here.</summary>
internal sealed class OperatorAuthorizer(OperatorKeyVerifier verifier)
{
    /// <summary>Returns whether the request has the key of the operator, or writes 401.</summary>
    public async Task<bool> Authorize(HttpContext context)
    {
        var key = context.Request.Headers[OperatorKeyVerifier.Header].ToString();
        if (verifier.IsValid(key))
        {
            return true;
        }

        await ProblemResponses.Write(context, new("unauthenticated", "Authentication is required.", StatusCodes.Status401Unauthorized)
        {
            Detail = !verifier.IsEnabled ? $"The operator API is off. Set {OperatorOptions.HashKey} on every node."
                : key.Length == 0 ? $"Send the key of the operator as {OperatorKeyVerifier.Header}."
                : $"The {OperatorKeyVerifier.Header} is not the key of the operator.",
        });
        return false;
    }
}
