using System.Net.Sockets;
using Emend.Server.Common;

namespace Emend.Server;

/// <summary>Converts the failures of the start to a sentence for the console and an exit code.</summary>
internal static class StartupFailure
{
    // They report a failed start with a stack trace.
    private static readonly string[] LogCategories = ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel"];

    /// <summary>Hides what ASP.NET Core logs about a failed start. Program.cs writes one sentence instead.</summary>
    public static void HideStackTraces(ILoggingBuilder logging, Func<bool> isStarted)
    {
        foreach (var category in LogCategories)
        {
            logging.AddFilter(category, level => level >= LogLevel.Warning && isStarted());
        }
    }

    /// <summary>Starts to listen. Throws <see cref="StartupException"/> if an address or a key of Kestrel cannot be used.</summary>
    public static async Task Listen(WebApplication app, string addresses)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            throw new StartupException(
                ExitCode.AddressUnavailable,
                $"Emend cannot listen on {addresses}: {GetReason(failure)} "
                + "Choose another address with --urls, or stop the process that uses it.",
                failure);
        }
        catch (Exception failure) when (failure is InvalidOperationException or FormatException)
        {
            throw new InvalidConfigurationException($"Emend cannot listen on {addresses} with the keys of Kestrel: {failure.Message}");
        }
    }

    /// <summary>Writes the failure to the console and returns the exit code. Only unexpected failures have a stack trace.</summary>
    public static async Task<int> Report(Exception failure, TextWriter console)
    {
        var (exitCode, text) = failure switch
        {
            StartupException expected => (expected.ExitCode, expected.Message),
            DatabaseUnavailableException outage => (ExitCode.DatabaseUnavailable, outage.Message),
            _ => (ExitCode.Failed, $"Emend failed unexpectedly.{Environment.NewLine}{failure}"),
        };
        await console.WriteLineAsync(text);
        return (int)exitCode;
    }

    private static string GetReason(Exception failure)
    {
        var socket = failure as SocketException ?? failure.GetBaseException() as SocketException;
        return socket?.SocketErrorCode switch
        {
            null => failure.Message,
            SocketError.AddressAlreadyInUse => "another process uses the address.",
            SocketError.AccessDenied => "the user of this process may not use the port.",
            SocketError.AddressNotAvailable => "this machine does not have the address.",
            _ => socket.Message + ".",
        };
    }
}
