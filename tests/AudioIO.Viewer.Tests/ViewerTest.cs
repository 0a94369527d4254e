using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AudioIO.Samples.Tests;
using AudioIO.Samples.Viewer;

namespace AudioIO.Viewer.Tests;

/// <summary>A viewer on a port of this computer, asked by HTTP.</summary>
public abstract class ViewerTest : IDisposable
{
    private ViewedRecording? _recording;
    private ViewerServer? _server;

    private protected Workspace Here { get; } = new();

    private protected ViewerServer Server => _server!;

    private protected AudioSource Source => _recording!.Source;

    /// <summary>Asks under the address with the token, without following anybody elsewhere.</summary>
    private protected HttpClient Http { get; private set; } = null!;

    private protected void Start(string path, string? labels = null) => Start(new ViewerOptions { Paths = [path], Labels = labels });

    private protected void Start(string[] paths) => Start(new ViewerOptions { Paths = paths });

    private protected void Start(ViewerOptions options)
    {
        _recording = ViewedRecording.Open(options.Paths, FileOrder.AsGiven);
        _server = ViewerServer.Start(_recording, options);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_server.Address) };
    }

    /// <summary>One second and a half of a tone and noise, in two channels.</summary>
    private protected string Tone(string name = "tone.wav") => Here.WriteWave(name, 8000, 2, 12_000, ToneAt);

    private protected static double ToneAt(int frame, int channel) =>
        (0.5 * Math.Sin(2 * Math.PI * (channel == 0 ? 1000 : 2000) * frame / 8000)) + (0.001 * ((frame * 7919 % 101) - 50) / 50);

    /// <summary>Ends it, so that it can be started again.</summary>
    private protected void Stop()
    {
        Http.Dispose();
        Server.Dispose();
        _recording!.Dispose();
    }

    /// <summary>Asks for the condition until it is as expected; fails when that takes longer than anybody would wait.</summary>
    private protected async Task<JsonNode> Until(Func<JsonNode, bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        JsonNode condition;
        while (!isSo(condition = await Json("condition"))) await Task.Delay(20, patience.Token);
        return condition;
    }

    private protected async Task<JsonNode> Json(string path) => (await Http.GetFromJsonAsync<JsonNode>(path))!;

    private protected Task<byte[]> Bytes(string path) => Http.GetByteArrayAsync(new Uri(path, UriKind.Relative));

    private protected async Task<HttpStatusCode> Status(string path)
    {
        using HttpResponseMessage answer = await Http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));
        return answer.StatusCode;
    }

    public void Dispose()
    {
        Http?.Dispose();
        _server?.Dispose();
        _recording?.Dispose();
        Here.Dispose();
        GC.SuppressFinalize(this);
    }
}
