using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace AudioIO.Tests.Remote;

/// <summary>A web server on a loopback address, which answers ranges in its own way: what is read through it is what it has.</summary>
public sealed class WebServerTests : IAsyncLifetime
{
    private static readonly byte[] Wave = WaveBuilder.File(WaveFormat.Pcm(16), Recordings.Counting(3_000_000));
    private static readonly LongFlac Flac = new(48_000, 2, 600, hasSeekTable: true);

    private readonly Dictionary<string, byte[]> _objects = new()
    {
        ["20240601_220000.wav"] = Wave,
        ["night one.flac"] = Flac.ToArray(),
    };

    private readonly List<string> _ranges = [];
    private WebApplication? _server;
    private string _tag = "\"one\"";
    private int _signature, _used;

    /// <summary>Above 0, of every answer so many bytes, and no more until its reader has gone.</summary>
    private int _silentBehind;

    /// <summary>Breaks an answer off behind so many bytes, once for each entry.</summary>
    private readonly Queue<int> _breaks = new();

    private string Root => _server!.Urls.Single();

    public async Task InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.MapGet("/objects/{name}", (HttpContext context, string name) => Serve(context, name));
        _server.MapGet("/moved/{name}", (string name) => Results.Redirect($"/objects/{Uri.EscapeDataString(name)}?signature=SECRET"));
        // A signature holds for one request.
        _server.MapGet("/signed/{name}", (string name) => Results.Redirect($"/once/{name}?signature={++_signature}"));
        _server.MapGet("/once/{name}", (HttpContext context, string name, int signature) =>
        {
            if (signature == _signature && _used != signature)
            {
                _used = signature;
                return Serve(context, name);
            }
            context.Response.StatusCode = 403;
            return Task.CompletedTask;
        });
        _server.MapGet("/whole/{name}", (string name) => Results.Bytes(_objects[name]));
        await _server.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _server!.StopAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("objects")]
    [InlineData("moved")]
    public void A_recording_is_read_from_an_address_signed_or_moved(string folder)
    {
        using AudioLoader<short> data = AudioLoader.Open<short>(new Uri($"{Root}/{folder}/20240601_220000.wav?signature=SECRET"));
        Assert.Equal((3_000_000L, "20240601_220000.wav"), (data.Frames, data.Source.Files[0].Path));
        // The name tells when it was recorded.
        Assert.Equal(new DateTime(2024, 6, 1, 22, 0, 0), data.ClockAt(0));
        foreach (long frame in (long[])[0, 1_500_000, 2_999_999]) Assert.Equal(unchecked((short)(frame + 1)), data[frame, 0]);
        Assert.Equal(3, _ranges.Count);
    }

    [Fact]
    public void Flac_opens_with_three_requests_at_once_and_every_frame_is_what_it_was()
    {
        var address = new Uri($"{Root}/objects/night%20one.flac");
        using AudioSource source = AudioLoader.OpenSource(address);
        Assert.Equal(["bytes=-20480", "bytes=0-27647", "bytes=65536-105471"], _ranges.Order());
        Assert.Equal(Flac.Frames, source.Frames);
        Parallel.For(0, 8, reader =>
        {
            var random = new Random(reader);
            int[] samples = new int[2 * 20_000];
            for (int i = 0; i < 10; i++)
            {
                long start = random.NextInt64(source.Frames - 20_000);
                source.Read(start, samples.AsSpan());
                for (int j = 0; j < samples.Length; j++)
                    if (samples[j] != Flac.Sample(start + (j / 2), j % 2)) Assert.Fail($"frame {start + (j / 2)}");
            }
        });
        Assert.Equal(source.Info, AudioLoader.Identify(address));
        Assert.Equal(FlacMd5Result.Absent, ((FlacSource)source).Verify().Md5);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_made_anew()
    {
        using var bytes = new RangeByteSource(new Uri($"{Root}/objects/20240601_220000.wav"), WithoutWaiting);
        foreach (bool isAsync in (bool[])[false, true])
        {
            int position = isAsync ? 4_000_000 : 2_000_000;
            _breaks.Enqueue(0);
            _breaks.Enqueue(70_000);
            byte[] read = new byte[100_000];
            int count = isAsync ? await bytes.ReadAsync(position, read) : bytes.Read(position, read);
            Assert.Equal(read.Length, count);
            Assert.True(read.AsSpan().SequenceEqual(Wave.AsSpan(position, count)));
        }
        for (int i = 0; i < 3; i++) _breaks.Enqueue(i);
        Assert.Contains("tried 3 times", Assert.Throws<IOException>(() => bytes.Read(5_000_000, new byte[1000])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_falls_silent_within_an_answer_is_left()
    {
        foreach (bool isAsync in (bool[])[false, true])
        {
            var clock = new HandClock();
            using var client = new HttpClient(new ClockedLine(9000, clock));
            RangeOptions options = WithoutWaiting with { Client = client, Clock = clock };
            using var bytes = new RangeByteSource(new Uri($"{Root}/objects/20240601_220000.wav"), options);
            byte[] read = new byte[40_000];
            // Of 16 KiB that are waited for there are 9000 bytes, and no more until the reader has left.
            _silentBehind = 9000;
            IOException failure = isAsync
                ? await Assert.ThrowsAsync<IOException>(() => bytes.ReadAsync(2_000_000, read).AsTask())
                : Assert.Throws<IOException>(() => bytes.Read(2_000_000, read));
            Assert.Contains("fewer than 16384 bytes came in 30 s", failure.Message, StringComparison.Ordinal);
            _silentBehind = 0;
        }
    }

    [Fact]
    public async Task A_redirect_to_a_signature_that_expires_is_asked_for_a_new_one_every_time()
    {
        using var bytes = new RangeByteSource(new Uri($"{Root}/signed/20240601_220000.wav"));
        byte[] read = new byte[1000];
        for (int i = 1; i < 5; i++)
        {
            int position = i * 1_000_000;
            Assert.Equal(read.Length, i % 2 == 0 ? await bytes.ReadAsync(position, read) : bytes.Read(position, read));
            Assert.True(read.AsSpan().SequenceEqual(Wave.AsSpan(position, read.Length)));
        }
        Assert.Equal(5, _signature);
    }

    [Fact]
    public void Another_object_in_its_place_is_told()
    {
        using AudioSource source = AudioLoader.OpenSource(new Uri($"{Root}/objects/20240601_220000.wav"));
        _tag = "\"two\"";
        AudioFormatException failure = Assert.Throws<AudioFormatException>(() => source.Read(2_000_000, new short[10].AsSpan()));
        Assert.Equal(AudioFormatErrorKind.Changed, failure.Kind);
    }

    [Fact]
    public void What_is_not_there_or_not_given_in_parts_is_named_without_its_signature()
    {
        Uri Address(string path) => new($"{Root}/{path}?signature=SECRET");
        Exception[] failures =
        [
            Assert.Throws<FileNotFoundException>(() => AudioLoader.Open(Address("nowhere/a.wav"))),
            Assert.Throws<IOException>(() => AudioLoader.Open(Address("whole/20240601_220000.wav"))),
            Assert.Throws<IOException>(() => new RangeByteSource(new Uri("http://127.0.0.1:9/a.wav?signature=SECRET"), WithoutWaiting)),
        ];
        Assert.All(failures, failure => Assert.DoesNotContain("SECRET", failure.ToString(), StringComparison.Ordinal));
        Assert.Contains("does not answer ranges", failures[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_of_a_file_is_a_path()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N} é.wav");
        File.WriteAllBytes(path, Wave[..1_000_044]);
        try
        {
            using AudioLoader<short> data = AudioLoader.Open<short>(new Uri(path));
            Assert.Equal((short)1, data[0, 0]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static RangeOptions WithoutWaiting => new() { Wait = (_, _) => Task.CompletedTask };

    private async Task Serve(HttpContext context, string name)
    {
        lock (_ranges) _ranges.Add(context.Request.Headers.Range.ToString());
        if (!_objects.TryGetValue(name, out byte[]? content))
        {
            context.Response.StatusCode = 404;
            return;
        }
        if (_breaks.TryDequeue(out int behind))
        {
            await Part(context, content, behind);
            context.Abort();
            return;
        }
        if (_silentBehind > 0)
        {
            await Part(context, content, _silentBehind);
            var gone = new TaskCompletionSource();
            await using CancellationTokenRegistration waiting = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
            return;
        }
        await Results.Bytes(content, enableRangeProcessing: true, entityTag: new EntityTagHeaderValue(_tag)).ExecuteAsync(context);
    }

    /// <summary>Answers a range with its first bytes, up to so many of them, and announces all.</summary>
    private static async Task Part(HttpContext context, byte[] content, int most)
    {
        string range = context.Request.Headers.Range.ToString()[6..];
        int[] places = [.. range.Split('-').Select(int.Parse)];
        int start = places[0], count = Math.Min(places[1], content.Length - 1) - start + 1;
        context.Response.StatusCode = 206;
        context.Response.ContentLength = count;
        context.Response.Headers.ETag = "\"one\"";
        context.Response.Headers.ContentRange = $"bytes {start}-{start + count - 1}/{content.Length}";
        await context.Response.StartAsync();
        await context.Response.Body.WriteAsync(content.AsMemory(start, Math.Min(count, most)));
        await context.Response.Body.FlushAsync();
    }
}
