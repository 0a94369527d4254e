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
    private readonly ViewerContent _content;
    private readonly Task _firstPicture;

    private ViewerServer(WebApplication application, ViewerContent content, string token)
    {
        _application = application;
        _content = content;
        Token = token;
        string bound = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Port = new Uri(bound.Replace("[::]", "localhost", StringComparison.Ordinal)).Port;
        _firstPicture = Task.Run(AskForFirstPicture);
    }

    /// <summary>The port that it listens to.</summary>
    public int Port { get; }

    /// <summary>128 random bits, a part of every address: whoever does not know them is told nothing.</summary>
    public string Token { get; }

    /// <summary>The address of the page.</summary>
    public string Address => AddressOf("127.0.0.1");

    /// <summary>What it answers from.</summary>
    public ViewerContent Content => _content;

    /// <summary>The address of the page under a name of this computer.</summary>
    public string AddressOf(string host) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://{host}:{Port}/{Token}/");

    /// <summary>Starts it.</summary>
    /// <param name="recording">The recording; it has to stay open.</param>
    /// <param name="options">Labels, port, and who may ask.</param>
    /// <param name="prepared">What <see cref="Prepare"/> made; null to make it now.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static ViewerServer Start(ViewedRecording recording, ViewerOptions options, WebApplication? prepared = null)
    {
        string token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var content = new ViewerContent(recording, options);
        try
        {
            return Start(content, token, options, prepared ?? Prepare(options));
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    /// <summary>Makes what does not depend on the recording, which may be opened meanwhile.</summary>
    /// <param name="options">Port, and who may ask.</param>
    public static WebApplication Prepare(ViewerOptions options)
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

    private static ViewerServer Start(ViewerContent content, string token, ViewerOptions options, WebApplication application)
    {
        application.Use(new Gate(token, options.AllowRemote).Pass);
        var routes = new Routes();
        Endpoints.Map(routes, content);
        application.Run(routes.Answer);
        application.Start();
        return new ViewerServer(application, content, token);
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
        _firstPicture.Wait();
        ((IDisposable)_application).Dispose();
        _content.Dispose();
    }

    /// <summary>
    /// Asks for what the page asks for first, and forgets the answers, while somebody opens the page: most of the time that a first answer
    /// takes is that of compiling what it is made by.
    /// </summary>
    private async Task AskForFirstPicture()
    {
        try
        {
            foreach (string path in FirstPicture.Paths(_content.Recording.Source.Frames))
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
