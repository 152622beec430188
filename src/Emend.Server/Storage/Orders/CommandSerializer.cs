using System.Text.Json;
using Emend.Core.Commands;
using Emend.Core.Orders;

namespace Emend.Server.Storage.Orders;

/// <summary>
/// Stored form of the commands that are executed later: modifications, fulfillment actions and reroutes of unroutable units.
/// <see cref="StoredCommandNames"/> defines the stored names.
/// </summary>
internal static class CommandSerializer
{
    private const int Format = 1;

    /// <summary>Writes a command.</summary>
    /// <exception cref="NotSupportedException">The command has no stored form.</exception>
    public static JsonText Write(OrderCommand command) =>
        new(JsonSerializer.Serialize(new VersionedDocument<OrderCommand>(Format, command), OrderJsonOptions.Options));

    /// <summary>Reads a command.</summary>
    /// <exception cref="FormatException">The format, or the name of a command, a change, an action or a value, is unknown.</exception>
    public static OrderCommand Read(JsonText doc)
    {
        var stored = JsonSerializer.Deserialize<VersionedDocument<JsonText>>(doc.Raw, OrderJsonOptions.Options)!;
        if (stored.Format != Format)
        {
            throw new FormatException($"Unknown command format {stored.Format}. This version reads format {Format}.");
        }

        try
        {
            return JsonSerializer.Deserialize<OrderCommand>(stored.Value.Raw, OrderJsonOptions.Options)
                ?? throw new FormatException("The stored command is null.");
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException)
        {
            throw new FormatException($"The stored command is unknown to this version: {failure.Message}", failure);
        }
    }
}
