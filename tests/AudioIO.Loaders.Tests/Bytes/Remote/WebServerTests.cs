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

    /// <summary>Breaks an answer off behind so many bytes, once for each entry.</summary>
    private readonly Queue<int> _breaks = new();

    private string Root => _server!.Urls.Single();

    public async Task InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.MapGet("/objects/{name}", Serve);
        _server.MapGet("/moved/{name}", (string name) => Results.Redirect($"/objects/{Uri.EscapeDataString(name)}?signature=SECRET"));
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
    public void Flac_opens_with_two_requests_and_every_frame_is_what_it_was()
    {
        var address = new Uri($"{Root}/objects/night%20one.flac");
        using AudioSource source = AudioLoader.OpenSource(address);
        Assert.Equal(["bytes=-131072", "bytes=0-262143"], _ranges.Order());
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
            string range = context.Request.Headers.Range.ToString()[6..];
            int[] places = [.. range.Split('-').Select(int.Parse)];
            context.Response.StatusCode = 206;
            context.Response.ContentLength = places[1] - places[0] + 1;
            context.Response.Headers.ETag = _tag;
            context.Response.Headers.ContentRange = $"bytes {range}/{content.Length}";
            await context.Response.Body.WriteAsync(content.AsMemory(places[0], behind));
            await context.Response.Body.FlushAsync();
            context.Abort();
            return;
        }
        await Results.Bytes(content, enableRangeProcessing: true, entityTag: new EntityTagHeaderValue(_tag)).ExecuteAsync(context);
    }
}
