using System.Text.Json;
using Emend.Server.Http;

namespace Emend.Server.Identity;

/// <summary>
/// What clients send to sign in: members of a JSON object, of a form, or parameters of the query, whichever of these their vendor's
/// library uses. Members nobody asks for are let pass, as the original does.
/// </summary>
/// <param name="Problem">What is wrong with the body as a whole; null where it could be read.</param>
internal sealed record SignInRequestReader(Func<string, string?> Member, string? Problem)
{
    private const int Max = 16_384;

    /// <summary>The member's text; empty is as good as absent.</summary>
    public string? this[string name] => Member(name) is { Length: > 0 } text ? text : null;

    public static async ValueTask<SignInRequestReader> Read(HttpRequest request, CancellationToken ct)
    {
        if (await RequestBodyReader.Read(request, Max, ct) is not { } body) return Bad($"the body is larger than {Max} bytes");
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty) return From(request, _ => null);
        return IsForm(request) ? Form(request, body.Span) : Json(request, body);
    }

    private static SignInRequestReader Form(HttpRequest request, ReadOnlySpan<byte> body)
    {
        if (!System.Text.Unicode.Utf8.IsValid(body)) return Bad("the body is not valid UTF-8");
        var form = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body));
        return From(request, name => form.TryGetValue(name, out var values) ? values[^1] : null);
    }

    private static SignInRequestReader Json(HttpRequest request, ReadOnlyMemory<byte> bytes)
    {
        var body = JsonBody.Parse(bytes, JsonSchema.AnyObject);
        if (!body.IsGood) return Bad(string.Join("; ", body.Problems));

        // The names only: a value may be a password.
        var detail = Known.FirstOrDefault(name => body.Json.Part(name) is { ValueKind: not JsonValueKind.String });
        return detail is null ? From(request, name => body.Json.Text(name)) : Bad($"{detail} must be a text");
    }

    private static readonly string[] Known = ["email", "password", "grant_type", "refresh_token"];

    private static SignInRequestReader From(HttpRequest request, Func<string, string?> body) =>
        new(name => body(name) ?? request.Query[name].LastOrDefault(), null);

    private static SignInRequestReader Bad(string problem) => new(_ => null, $"INVALID_ARGUMENT : The request cannot be read: {problem}.");

    private static bool IsForm(HttpRequest request) =>
        request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
}
