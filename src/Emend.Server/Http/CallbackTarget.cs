using System.Buffers;
using System.Text.Json;
using Emend.Server.Common;

namespace Emend.Server.Http;

/// <summary>Validates the address and the headers of a webhook beyond their schemas.</summary>
internal static class CallbackTarget
{
    /// <summary>The longest host name in DNS.</summary>
    private const int MaxHostLength = 253;

    private static readonly SearchValues<char> HeaderNameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // Headers that Emend sets, and hop-by-hop headers.
    private static readonly string[] ReservedHeaders =
    [
        "host", "content-length", "content-type", "content-encoding", "transfer-encoding", "connection", "upgrade", "trailer", "te",
        "keep-alive", "expect", "proxy-connection",
    ];

    /// <summary>The errors of the members <c>callbackUrl</c> and <c>headers</c>.</summary>
    /// <param name="target">The object with the members.</param>
    /// <param name="path">Path of the object in the body; empty, or with a dot at the end.</param>
    public static IEnumerable<ValidationError> Validate(JsonElement target, string path) =>
        ValidateAddress(path + "callbackUrl", target.ReadText("callbackUrl")!)
            .Concat(target.ReadEntries("headers").Index().SelectMany(h => ValidateHeader($"{path}headers[{h.Index}]", h.Item)));

    /// <summary>Error of an address in a private network.</summary>
    public static ValidationError PrivateNetwork(string path) => new(
        path + "callbackUrl",
        "leads to a private network",
        "must be a public address; the operator can allow private networks with Emend:Webhooks:AllowPrivateNetworks");

    private static IEnumerable<ValidationError> ValidateHeader(string path, JsonElement header)
    {
        var (key, value) = (header.ReadText("key")!, header.ReadText("value")!);
        if (key.AsSpan().ContainsAnyExcept(HeaderNameCharacters))
        {
            yield return new($"{path}.key", $"is {ValueFormatter.Truncate(key)}", "must be a valid header name, such as X-Api-Key");
        }
        else if (ReservedHeaders.Contains(key, StringComparer.OrdinalIgnoreCase) || IsEmendHeader(key))
        {
            yield return new($"{path}.key", $"is {ValueFormatter.Truncate(key)}", "must be a header that Emend does not set");
        }

        if (value.Any(c => c is < ' ' or > '~'))
        {
            yield return new($"{path}.value", "has invalid characters for a header", "must be printable ASCII");
        }
    }

    private static bool IsEmendHeader(string key) =>
        key.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase) || key.StartsWith("emend-", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<ValidationError> ValidateAddress(string path, string text)
    {
        const string Right = "must be an http or https address, such as https://shop.example.com/hooks";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
        {
            yield return new(path, $"is {ValueFormatter.Truncate(text)}", Right);
        }
        else if (address.IdnHost.Length > MaxHostLength)
        {
            yield return new(path, $"has a host of {address.IdnHost.Length} characters", $"must have a host of at most {MaxHostLength}");
        }
        else if (address.UserInfo.Length > 0)
        {
            yield return new(path, "has credentials", "must have no credentials; send them in a header");
        }
        else if (address.Fragment.Length > 0)
        {
            yield return new(path, "has a fragment", "must have no fragment");
        }
    }
}
