using System.Collections.Concurrent;
using System.Security.Cryptography;
using Emend.Server.Application.Search;

namespace Emend.Server.Storage.Search;

/// <summary>Secrets that all nodes share. Cached after the first read, because secrets never change.</summary>
internal sealed class SharedSecretStore(DatabaseServers servers) : ISharedSecretStore
{
    private const int Bytes = 32;

    private readonly Database _database = servers.Main;

    private readonly ConcurrentDictionary<string, byte[]> _known = new(StringComparer.Ordinal);

    public async Task<byte[]> GetOrCreate(string name, CancellationToken ct)
    {
        if (_known.TryGetValue(name, out var secret))
        {
            return secret;
        }

        await _database.Write(
            [
                Statement.From(
                    "INSERT INTO secrets (name, secret) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
                    name, RandomNumberGenerator.GetBytes(Bytes)),
            ],
            ct);
        var stored = await _database.First(Statement.From("SELECT secret FROM secrets WHERE name = $1", name), row => row.Bytes(0), ct);
        return _known.GetOrAdd(name, stored!);
    }
}
