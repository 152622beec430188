using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Emend.Server.Messaging;

/// <summary>Signs the id, the time, and the body according to Standard Webhooks.</summary>
internal static class WebhookSignature
{
    public const string Id = "webhook-id";
    public const string Time = "webhook-timestamp";
    public const string Header = "webhook-signature";

    /// <summary>One signature per valid secret, separated by spaces.</summary>
    public static string Create(string id, long seconds, ReadOnlySpan<byte> body, IEnumerable<byte[]> secrets)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}."));
        byte[] signed = [.. head, .. body];
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, signed))));
    }
}
