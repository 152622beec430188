namespace Emend.Server.Common;

/// <summary>A bounded queue of the server is full. The APIs answer 429 with <c>Retry-After</c>.</summary>
internal sealed class ServerBusyException(string message) : Exception(message)
{
    /// <summary>Delay after which a client can try again.</summary>
    public const int RetryAfterSeconds = 2;
}
