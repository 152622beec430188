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
    /// <param name="access">Who asks.</param>
    /// <param name="options">How to deal with a service that cannot be reached, is slow or is busy.</param>
    public EmendClient(Uri address, Access access, EmendClientOptions? options = null)
        : this(Connections(), address, access, options) => isOwn = true;

    /// <summary>A client over connections that somebody else made, and ends.</summary>
    /// <param name="http">The connections; its address is that of Emend.</param>
    /// <param name="access">Who asks; nobody where <paramref name="http"/> sees to it.</param>
    /// <param name="options">How to deal with a service that cannot be reached, is slow or is busy.</param>
    public EmendClient(HttpClient http, Access? access = null, EmendClientOptions? options = null)
        : this(http, AddressOf(http), access ?? Access.None, options)
    {
    }

    private EmendClient(HttpClient http, Uri address, Access access, EmendClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(access);
        this.http = http;
        var transport = new Transport(http, new(address.AbsoluteUri.TrimEnd('/') + "/"), access, options ?? new());
        Orders = new(transport);
        Events = new(transport);
        ReturnTasks = new(transport);
        Bulk = new(transport);
        Subscriptions = new(transport);
        Policies = new(transport);
        Credentials = new(transport);
        Users = new(transport);
        Audit = new(transport);
    }

    /// <summary>Orders: placed, read, modified, previewed, taken back.</summary>
    public Orders Orders { get; }

    /// <summary>What happened, as a stream or in pages.</summary>
    public Events Events { get; }

    /// <summary>What was picked in vain, and is put back.</summary>
    public ReturnTasks ReturnTasks { get; }

    /// <summary>Many orders, changed by one job.</summary>
    public Bulk Bulk { get; }

    /// <summary>Who is called when something happens, and what became of the calls.</summary>
    public Subscriptions Subscriptions { get; }

    /// <summary>Which rows decide.</summary>
    public Policies Policies { get; }

    /// <summary>Keys for programs.</summary>
    public Credentials Credentials { get; }

    /// <summary>Whether users are let in.</summary>
    public Users Users { get; }

    /// <summary>Who changed users, roles and keys.</summary>
    public Audit Audit { get; }

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
