using System.Text.Json;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>
/// The input of a sign-in request: members of a JSON object, form fields, or query parameters. Client libraries use any of them.
/// Unknown members are ignored, as in the original.
/// </summary>
/// <param name="Problem">Error of the whole body; null if the body is valid.</param>
internal sealed record SignInRequestReader(Func<string, string?> Member, string? Problem)
{
    private const int MaxBodyBytes = 16_384;

    /// <summary>Returns the text of a member. Returns null if the text is absent or empty.</summary>
    public string? this[string name] => Member(name) is { Length: > 0 } text ? text : null;

    public static async ValueTask<SignInRequestReader> Read(HttpRequest request, CancellationToken ct)
    {
        if (await RequestBodyReader.Read(request, MaxBodyBytes, ct) is not { } body)
        {
            return CreateInvalid($"the body is larger than {MaxBodyBytes} bytes");
        }

        if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return Create(request, _ => null);
        }

        return IsForm(request) ? ReadForm(request, body.Span) : ReadJson(request, body);
    }

    private static SignInRequestReader ReadForm(HttpRequest request, ReadOnlySpan<byte> body)
    {
        if (!System.Text.Unicode.Utf8.IsValid(body))
        {
            return CreateInvalid("the body is not valid UTF-8");
        }

        var form = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body));
        return Create(request, name => form.TryGetValue(name, out var values) ? values[^1] : null);
    }

    private static SignInRequestReader ReadJson(HttpRequest request, ReadOnlyMemory<byte> bytes)
    {
        var body = JsonBody.Parse(bytes, JsonSchema.AnyObject);
        if (!body.IsValid)
        {
            return CreateInvalid(string.Join("; ", body.Errors));
        }

        // The error contains only the name, because the value can be a password.
        var detail = KnownMembers.FirstOrDefault(name => body.Json.ReadMember(name) is { ValueKind: not JsonValueKind.String });
        return detail is null ? Create(request, name => body.Json.ReadText(name)) : CreateInvalid($"{detail} must be a text");
    }

    private static readonly string[] KnownMembers = ["email", "password", "grant_type", "refresh_token"];

    private static SignInRequestReader Create(HttpRequest request, Func<string, string?> body) =>
        new(name => body(name) ?? request.Query[name].LastOrDefault(), null);

    private static SignInRequestReader CreateInvalid(string problem) =>
        new(_ => null, $"INVALID_ARGUMENT : The request is invalid: {problem}.");

    private static bool IsForm(HttpRequest request) =>
        request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
}
