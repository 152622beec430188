namespace Emend.Client;

/// <summary>
/// Client of the native API of Emend. Create one instance and reuse it; it is thread-safe. Errors are thrown as subclasses of
/// <see cref="EmendException"/>.
/// </summary>
public sealed class EmendClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly bool _ownsHttpClient;

    /// <summary>Creates a client with its own connection pool.</summary>
    /// <param name="address">The base address of Emend, such as <c>https://emend.example.com</c>.</param>
    /// <param name="credentials">The credentials of the caller.</param>
    /// <param name="options">Timeouts and retries.</param>
    public EmendClient(Uri address, EmendCredentials credentials, EmendClientOptions? options = null)
        : this(CreateHttpClient(), address, credentials, options) => _ownsHttpClient = true;

    /// <summary>Creates a client that uses an existing <see cref="HttpClient"/>. The caller disposes it.</summary>
    /// <param name="http">The HTTP client. Its <see cref="HttpClient.BaseAddress"/> is the address of Emend.</param>
    /// <param name="credentials">The credentials of the caller; null if <paramref name="http"/> adds them.</param>
    /// <param name="options">Timeouts and retries.</param>
    public EmendClient(HttpClient http, EmendCredentials? credentials = null, EmendClientOptions? options = null)
        : this(http, GetBaseAddress(http), credentials ?? EmendCredentials.None, options)
    {
    }

    private EmendClient(HttpClient http, Uri address, EmendCredentials credentials, EmendClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(credentials);
        this._http = http;
        var httpTransport = new HttpTransport(http, new(address.AbsoluteUri.TrimEnd('/') + "/"), credentials, options ?? new());
        Orders = new(httpTransport);
        Events = new(httpTransport);
        ReturnTasks = new(httpTransport);
        BulkJobs = new(httpTransport);
        Subscriptions = new(httpTransport);
        Outbox = new(httpTransport);
        Policies = new(httpTransport);
        Credentials = new(httpTransport);
        Users = new(httpTransport);
        Audit = new(httpTransport);
    }

    /// <summary>Place, read, search, modify, preview and undo orders.</summary>
    public OrdersClient Orders { get; }

    /// <summary>Read the event feed, as a stream or in pages.</summary>
    public EventsClient Events { get; }

    /// <summary>Return tasks: picked goods that must be restocked.</summary>
    public ReturnTasksClient ReturnTasks { get; }

    /// <summary>Bulk jobs: one action for many orders.</summary>
    public BulkJobsClient BulkJobs { get; }

    /// <summary>Webhook subscriptions and their event deliveries.</summary>
    public SubscriptionsClient Subscriptions { get; }

    /// <summary>Requests of orders to other systems that have no response yet.</summary>
    public OutboxClient Outbox { get; }

    /// <summary>Policies: which rules apply.</summary>
    public PoliciesClient Policies { get; }

    /// <summary>Credentials (API keys).</summary>
    public CredentialsClient Credentials { get; }

    /// <summary>Activate, deactivate and unlock users.</summary>
    public UsersClient Users { get; }

    /// <summary>The audit log of users, roles and credentials.</summary>
    public AuditClient Audit { get; }

    /// <summary>Closes the connections if this client created them.</summary>
    public void Dispose()
    {
        if (_ownsHttpClient)
        {
            _http.Dispose();
        }
    }

    private static Uri GetBaseAddress(HttpClient http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.BaseAddress ?? throw new ArgumentException("BaseAddress is not set. Set it to the address of Emend.", nameof(http));
    }

    // Every attempt has its own timeout. The connection lifetime limits the effect of outdated DNS entries.
    private static HttpClient CreateHttpClient() => new(
        new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false }, disposeHandler: true)
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
