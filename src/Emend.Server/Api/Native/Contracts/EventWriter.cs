using System.Buffers;
using System.Text.Json;
using Emend.Server.Api.Native.Events;
using Emend.Server.Api.Native.Views;
using Emend.Server.Application.Events;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Writes an event for streams.</summary>
internal static class EventWriter
{
    private static readonly SearchValues<byte> LineBreaks = SearchValues.Create("\r\n"u8);

    public static readonly JsonSchema TypeSchema = JsonSchema.Choice([.. NativeEventNames.All]);

    /// <summary>The event as JSON without line breaks.</summary>
    public static ReadOnlySpan<byte> ToJsonLine(FeedEvent feedEvent, string id)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using (var json = new Utf8JsonWriter(buffer, CanonicalJson.Options))
        {
            json.WriteView(new EventView(feedEvent, id));
        }

        if (buffer.WrittenSpan.IndexOfAny((byte)'\n', (byte)'\r') < 0)
        {
            return buffer.WrittenSpan;
        }
        // Opaque JSON values keep the line breaks that the client sent.
        var line = buffer.WrittenSpan.ToArray();
        line.AsSpan().ReplaceAny(LineBreaks, (byte)' ');
        return line;
    }
}
