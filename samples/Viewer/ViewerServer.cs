using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AudioIO.Samples.Viewer;

/// <summary>Serves the page and what it asks for, on this computer alone unless told otherwise.</summary>
internal sealed class ViewerServer : IDisposable
{
    /// <summary>Labels come one by one, with what a table says of each.</summary>
    private const long MaxRequestBytes = 1 << 20;

    private readonly WebApplication _application;
    private Routes _routes;
    private ViewerContent? _content;
    private Task _asked;

    private ViewerServer(ViewerOptions options)
    {
        _routes = new Routes();
        Page.Map(_routes);
        _application = Build(options);
        _application.Use(new Gate(Token, options.AllowRemote).Pass);
        _application.Run(http => Volatile.Read(ref _routes).Answer(http));
        _application.Start();
        string bound = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Port = int.Parse(bound.AsSpan(bound.LastIndexOf(':') + 1), CultureInfo.InvariantCulture);
        _asked = Task.Run(() => AskFor([FirstPicture.Page]));
    }

    /// <summary>The port that it listens to.</summary>
    public int Port { get; }

    /// <summary>128 random bits, a part of every address: whoever does not know them is told nothing.</summary>
    public string Token { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The address of the page.</summary>
    public string Address => AddressOf("127.0.0.1");

    /// <summary>What it answers from.</summary>
    public ViewerContent Content => _content!;

    /// <summary>The address of the page under a name of this computer.</summary>
    public string AddressOf(string host) => string.Create(CultureInfo.InvariantCulture, $"http://{host}:{Port}/{Token}/");

    /// <summary>Starts it, and what it answers from.</summary>
    /// <param name="recording">The recording; it has to stay open.</param>
    /// <param name="options">Labels, port, and who may ask.</param>
    /// <param name="listening">What <see cref="Listen"/> makes; null to make it now.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static ViewerServer Start(ViewedRecording recording, ViewerOptions options, Task<ViewerServer>? listening = null)
    {
        var content = new ViewerContent(recording, options);
        try
        {
            ViewerServer server = listening is null ? Listen(options) : listening.GetAwaiter().GetResult();
            server.Show(content);
            return server;
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    /// <summary>Makes a server that has nothing to show yet but the page, while the recording is opened: each takes some time.</summary>
    /// <param name="options">Port, and who may ask.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static ViewerServer Listen(ViewerOptions options) => new(options);

    private static WebApplication Build(ViewerOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            if (options.AllowRemote) kestrel.ListenAnyIP(options.Port);
            else kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        return builder.Build();
    }

    private void Show(ViewerContent content)
    {
        var routes = new Routes(_routes);
        Endpoints.Map(routes, content);
        Volatile.Write(ref _routes, routes);
        _content = content;
        Task before = _asked;
        _asked = Task.Run(async () =>
        {
            await before;
            await AskFor(FirstPicture.Paths(content.Recording.Source.Frames));
        });
    }

    /// <summary>Waits for Ctrl+C, for the signal that tells programs to end, or for the token.</summary>
    public void WaitForShutdown(CancellationToken stop)
    {
        using var ended = new ManualResetEventSlim();
        ConsoleCancelEventHandler end = (_, e) =>
        {
            e.Cancel = true;
            ended.Set();
        };
        Console.CancelKeyPress += end;
        // The host of the server takes signals to itself and ends nothing but the server; what came before this line it has, too.
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            ended.Set();
        });
        try
        {
            using (stop.Register(ended.Set))
            using (_application.Lifetime.ApplicationStopping.Register(ended.Set)) ended.Wait(CancellationToken.None);
        }
        finally
        {
            Console.CancelKeyPress -= end;
        }
    }

    public void Dispose()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            _application.StopAsync(soon.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // A player that holds its connection open does not keep the program.
        }
        _asked.Wait();
        ((IDisposable)_application).Dispose();
        _content?.Dispose();
    }

    /// <summary>
    /// Asks for what the page asks for first, and forgets the answers, while somebody opens it: most of the time that a first answer takes is
    /// that of compiling what it is made by.
    /// </summary>
    private async Task AskFor(IEnumerable<string> paths)
    {
        try
        {
            foreach (string path in paths)
            {
                // A socket: an HTTP client would have to be compiled, too.
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port);
                NetworkStream stream = client.GetStream();
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /{Token}/{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
                await stream.CopyToAsync(Stream.Null);
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            // It was ended before.
        }
    }
}
