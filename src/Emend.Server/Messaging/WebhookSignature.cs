using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Emend.Server.Messaging;

/// <summary>Signs after the convention of Standard Webhooks: over the id, the time and the body.</summary>
internal static class WebhookSignature
{
    public const string Id = "webhook-id";
    public const string Time = "webhook-timestamp";
    public const string Header = "webhook-signature";

    /// <summary>One signature for each secret that counts, apart by blanks.</summary>
    public static string Of(string id, long seconds, ReadOnlySpan<byte> body, IEnumerable<byte[]> secrets)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}."));
        byte[] signed = [.. head, .. body];
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, signed))));
    }
}
