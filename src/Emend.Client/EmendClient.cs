namespace Emend.Client;

/// <summary>
/// A client of Emend's native API. Make one and keep it; it may be used from many threads at once. What goes wrong is thrown as one of
/// the kinds of <see cref="EmendException"/>.
/// </summary>
public sealed class EmendClient : IDisposable
{
    private readonly HttpClient http;
    private readonly bool isOwn;

    /// <summary>A client with connections of its own.</summary>
    /// <param name="address">Where Emend answers, such as <c>https://emend.example.com</c>.</param>
    /// <param name="emendCredentials">Who asks.</param>
    /// <param name="options">How to deal with a service that cannot be reached, is slow or is busy.</param>
    public EmendClient(Uri address, EmendCredentials emendCredentials, EmendClientOptions? options = null)
        : this(Connections(), address, emendCredentials, options) => isOwn = true;

    /// <summary>A client over connections that somebody else made, and ends.</summary>
    /// <param name="http">The connections; its address is that of Emend.</param>
    /// <param name="emendCredentials">Who asks; nobody where <paramref name="http"/> sees to it.</param>
    /// <param name="options">How to deal with a service that cannot be reached, is slow or is busy.</param>
    public EmendClient(HttpClient http, EmendCredentials? emendCredentials = null, EmendClientOptions? options = null)
        : this(http, AddressOf(http), emendCredentials ?? EmendCredentials.None, options)
    {
    }

    private EmendClient(HttpClient http, Uri address, EmendCredentials emendCredentials, EmendClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(emendCredentials);
        this.http = http;
        var httpTransport = new HttpTransport(http, new(address.AbsoluteUri.TrimEnd('/') + "/"), emendCredentials, options ?? new());
        Orders = new(httpTransport);
        Events = new(httpTransport);
        ReturnTasks = new(httpTransport);
        Bulk = new(httpTransport);
        Subscriptions = new(httpTransport);
        Policies = new(httpTransport);
        Credentials = new(httpTransport);
        Users = new(httpTransport);
        Audit = new(httpTransport);
    }

    /// <summary>Orders: placed, read, modified, previewed, taken back.</summary>
    public OrdersClient Orders { get; }

    /// <summary>What happened, as a stream or in pages.</summary>
    public EventsClient Events { get; }

    /// <summary>What was picked in vain, and is put back.</summary>
    public ReturnTasksClient ReturnTasks { get; }

    /// <summary>Many orders, changed by one job.</summary>
    public BulkJobsClient Bulk { get; }

    /// <summary>Who is called when something happens, and what became of the calls.</summary>
    public SubscriptionsClient Subscriptions { get; }

    /// <summary>Which rows decide.</summary>
    public PoliciesClient Policies { get; }

    /// <summary>Keys for programs.</summary>
    public CredentialsClient Credentials { get; }

    /// <summary>Whether users are let in.</summary>
    public UsersClient Users { get; }

    /// <summary>Who changed users, roles and keys.</summary>
    public AuditClient Audit { get; }

    /// <summary>Ends the connections, where they are its own.</summary>
    public void Dispose()
    {
        if (isOwn) http.Dispose();
    }

    private static Uri AddressOf(HttpClient http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.BaseAddress ?? throw new ArgumentException("It has no BaseAddress: Emend's own address belongs there.", nameof(http));
    }

    // Each attempt has a time of its own, and a name that moves to another machine is followed.
    private static HttpClient Connections() => new(
        new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false }, disposeHandler: true)
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
