using System.Text;
using Emend.Core.Orders;

namespace Emend.Server.Storage;

/// <summary>Converts stored documents, which are UTF-8.</summary>
internal static class Utf8Documents
{
    public static byte[] Bytes(JsonText text) => Encoding.UTF8.GetBytes(text.Raw);

    public static byte[]? Bytes(JsonText? text) => text is { } known ? Bytes(known) : null;

    public static JsonText Text(byte[] bytes) => new(Encoding.UTF8.GetString(bytes));
}
