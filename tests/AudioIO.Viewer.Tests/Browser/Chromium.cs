using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AudioIO.Viewer.Tests.Browser;

/// <summary>
/// Debian's chromium without a screen, driven through its DevTools protocol (https://chromedevtools.github.io/devtools-protocol/): some twenty
/// lines of JSON over a websocket, so that the tests need no package for it.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>What has not come by then does not come: long enough for a machine that has much else to do.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket;
    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<int, TaskCompletionSource<JsonNode?>> _waiting = [];
    private readonly Task _receiving;
    private int _lastId;

    private Chromium(Process process, string profile, ClientWebSocket socket)
    {
        (_process, _profile, _socket) = (process, profile, socket);
        _receiving = Receive();
    }

    /// <summary>What the page's console said of errors, and exceptions that nobody caught.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Starts the browser with a page of some size.</summary>
    public static async Task<Chromium> Start(int width, int height, string scheme = "dark")
    {
        string profile = Directory.CreateTempSubdirectory("AudioIO-chromium-").FullName;
        var start = new ProcessStartInfo("chromium")
        {
            ArgumentList =
            {
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run",
                "--autoplay-policy=no-user-gesture-required", "--mute-audio", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank",
            },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        string? address = null;
        while (address is null && await process.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("DevTools listening on ", StringComparison.Ordinal)) address = line["DevTools listening on ".Length..];
        }
        // Whatever else it says must not fill the pipe.
        _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var http = new HttpClient();
        var origin = new Uri(address!);
        JsonNode pages = JsonNode.Parse(await http.GetStringAsync(new Uri($"http://127.0.0.1:{origin.Port}/json/list"), patience.Token))!;
        string page = pages.AsArray().First(target => (string)target!["type"]! == "page")!["webSocketDebuggerUrl"]!.GetValue<string>();
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(page), patience.Token);
        var browser = new Chromium(process, profile, socket);
        await browser.Call("Page.enable");
        await browser.Call("Runtime.enable");
        await browser.Call("Emulation.setDeviceMetricsOverride", new { width, height, deviceScaleFactor = 1, mobile = false });
        await browser.Call("Emulation.setEmulatedMedia", new { features = new[] { new { name = "prefers-color-scheme", value = scheme } } });
        return browser;
    }

    /// <summary>Opens an address.</summary>
    public Task Open(string address) => Call("Page.navigate", new { url = address });

    /// <summary>What an expression of JavaScript gives; a promise is waited for.</summary>
    public async Task<JsonNode?> Run(string expression)
    {
        JsonNode? answer = await Call("Runtime.evaluate", new { expression, awaitPromise = true, returnByValue = true });
        if (answer?["exceptionDetails"] is { } thrown) throw new InvalidOperationException($"{expression}: {thrown.ToJsonString()}");
        return answer?["result"]?["value"];
    }

    /// <summary>Waits until an expression is true; fails when that takes longer than anybody would wait.</summary>
    public async Task Until(string expression)
    {
        // Asked by the page itself at every frame that it draws: no time is guessed.
        string wait = "new Promise((done, fail) => { const end = performance.now() + " + Patience.TotalMilliseconds + "; const ask = () => { " +
            "let is = false; try { is = (" + expression + "); } catch {} if (is) done(true); " +
            "else if (performance.now() > end) fail(new Error('never true')); else requestAnimationFrame(ask); }; ask(); })";
        await Run(wait);
    }

    public Task Mouse(string type, double x, double y, string button = "left", int modifiers = 0, int clicks = 1, double wheel = 0) => Call(
        "Input.dispatchMouseEvent",
        new { type, x, y, button = type is "mouseMoved" or "mouseWheel" ? "none" : button, modifiers, clickCount = clicks, deltaX = 0, deltaY = wheel, buttons = type == "mouseMoved" ? 1 : 0 });

    /// <summary>Presses, moves in steps, lets go.</summary>
    public async Task Drag(double fromX, double fromY, double toX, double toY, int modifiers = 0)
    {
        await Mouse("mousePressed", fromX, fromY, modifiers: modifiers);
        for (int i = 1; i <= 5; i++)
            await Mouse("mouseMoved", fromX + ((toX - fromX) * i / 5), fromY + ((toY - fromY) * i / 5), modifiers: modifiers);
        await Mouse("mouseReleased", toX, toY, modifiers: modifiers);
    }

    public async Task Click(double x, double y)
    {
        await Mouse("mousePressed", x, y);
        await Mouse("mouseReleased", x, y);
    }

    /// <summary>Presses a key by its name; a single character is typed, too.</summary>
    public async Task Press(string key, string code = "", int modifiers = 0)
    {
        string text = key.Length == 1 && modifiers is 0 or 8 ? key : key == "Enter" ? "\r" : "";
        int number = key switch { "Enter" => 13, "Delete" => 46, "Escape" => 27, "Home" => 36, "End" => 35, "ArrowLeft" => 37, "ArrowRight" => 39, _ => char.ToUpperInvariant(key[0]) };
        await Call("Input.dispatchKeyEvent", new { type = "keyDown", key, code, text, modifiers, windowsVirtualKeyCode = number });
        await Call("Input.dispatchKeyEvent", new { type = "keyUp", key, code, modifiers, windowsVirtualKeyCode = number });
    }

    public Task Type(string text) => Call("Input.insertText", new { text });

    /// <summary>A picture of the page as PNG.</summary>
    public async Task<byte[]> Picture() => Convert.FromBase64String((string)(await Call("Page.captureScreenshot", new { format = "png" }))!["data"]!);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _socket.Dispose();
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        await _receiving;
        _end.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A process of the browser's may write its last while it goes.
        }
    }

    private async Task<JsonNode?> Call(string method, object? parameters = null)
    {
        var answer = new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        int id;
        lock (_waiting)
        {
            id = ++_lastId;
            _waiting.Add(id, answer);
        }
        byte[] message = JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters ?? new { } });
        await _socket.SendAsync(message, WebSocketMessageType.Text, true, _end.Token);
        return await answer.Task.WaitAsync(Patience + Patience);
    }

    private async Task Receive()
    {
        byte[] buffer = new byte[1 << 16];
        var message = new MemoryStream();
        try
        {
            while (true)
            {
                WebSocketReceiveResult part = await _socket.ReceiveAsync(buffer, _end.Token);
                if (part.MessageType == WebSocketMessageType.Close) break;
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage) continue;
                Take(JsonNode.Parse(Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length))!);
                message.SetLength(0);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The browser was closed.
        }
        lock (_waiting)
        {
            foreach (TaskCompletionSource<JsonNode?> answer in _waiting.Values) answer.TrySetException(new InvalidOperationException("The browser has gone."));
        }
    }

    private void Take(JsonNode message)
    {
        if (message["id"]?.GetValue<int>() is { } id)
        {
            TaskCompletionSource<JsonNode?>? answer;
            lock (_waiting)
            {
                if (!_waiting.Remove(id, out answer)) return;
            }
            if (message["error"] is { } error) answer.TrySetException(new InvalidOperationException(error.ToJsonString()));
            else answer.TrySetResult(message["result"]);
            return;
        }
        string method = (string)message["method"]!;
        bool isError = method == "Runtime.exceptionThrown" || (method == "Runtime.consoleAPICalled" && (string)message["params"]!["type"]! == "error");
        if (isError)
        {
            lock (Errors) Errors.Add(message["params"]!.ToJsonString());
        }
    }
}
