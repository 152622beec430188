using System.Collections.Immutable;
using System.Text.Json;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Reads the body of a write request together with its idempotency key.</summary>
internal static class WriteRequestBody
{
    /// <summary>Returns the valid body; null if an error response is written. It names all errors of the body and of the key.</summary>
    /// <param name="context">The request.</param>
    /// <param name="schema">The schema of the body.</param>
    /// <param name="findProblems">Finds errors of a body that fits the schema.</param>
    public static async Task<JsonBody?> Read(
        HttpContext context, JsonSchema schema, Func<JsonElement, IEnumerable<ValidationError>>? findProblems = null)
    {
        var body = await JsonBody.Read(context.Request, schema, context.RequestAborted);
        ImmutableArray<ValidationError> problems = body.IsValid ? [.. findProblems?.Invoke(body.Json) ?? []] : body.Errors;
        if (IdempotencyKeys.Validate(context.Request) is { } key)
        {
            problems = problems.Add(key);
        }

        if (problems.IsEmpty)
        {
            return body;
        }

        await FulfillmenttoolsErrors.InvalidRequest(context, problems, body.IsValid ? StatusCodes.Status400BadRequest : body.Status);
        return null;
    }
}
