using AudioIO.Tests.Joining;

namespace AudioIO.Tests;

/// <summary>A format that another package adds works wherever those of this one do.</summary>
public sealed class AddedFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AudioLoaderOptions _options = new() { Formats = [.. AudioLoaderOptions.Default.Formats, new Beeps()] };

    [Fact]
    public void It_is_opened_and_identified()
    {
        string path = _folder.Write("a.beep", Beep(1, 2, 3));
        using AudioLoader<short> data = AudioLoader.Open<short>(path, _options);
        Assert.Equal([1, 2, 3], data[.., 0]);
        Assert.Equal(3, AudioLoader.Identify(path, _options).Frames);
        Assert.Equal(3, AudioLoader.Load<short>(path, _options).Info.Frames);
        using var stream = new MemoryStream(Beep(1, 2));
        Assert.Equal(2, AudioLoader.Identify(stream, _options).Frames);
    }

    [Fact]
    public void It_is_joined_with_others()
    {
        string[] paths = [_folder.Write("a.beep", Beep(1, 2)), _folder.Write("b.wav", Waves.Int16([3, 4]))];
        using AudioLoader<short> data = AudioLoader.Open<short>(paths, _options);
        Assert.Equal([1, 2, 3, 4], data[.., 0]);
        using ConcatenatedSource source = ConcatenatedSource.Open(paths, _options);
        source.ToIndex().Write(_folder["all.json"]);
        using AudioLoader<short> again = AudioLoader.Open<short>(RecordingIndex.Read(_folder["all.json"]), _options);
        Assert.Equal([1, 2, 3, 4], again[.., 0]);
    }

    [Fact]
    public void Tags_before_it_are_passed_over()
    {
        byte[] tag = [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 5, 1, 2, 3, 4, 5];
        using AudioSource source = AudioLoader.OpenSource(new MemoryStream([.. tag, .. Beep(7, 8)]), _options);
        Assert.Equal([7, 8], source.ReadAll<short>());
        source.AssertNote(DiagnosticKind.Ignored, "15 bytes of ID3v2 tags");
    }

    [Fact]
    public void Without_it_the_content_is_foreign_and_with_it_the_message_names_it()
    {
        string path = _folder.Write("a.beep", Beep(1));
        AudioFormatException refusal = Assert.Throws<AudioFormatException>(() => AudioLoader.Open(path));
        Assert.Contains("expected a WAV, Wave64 or FLAC recording", refusal.Message, StringComparison.Ordinal);
        string other = _folder.Write("b.txt", "nothing"u8.ToArray());
        refusal = Assert.Throws<AudioFormatException>(() => AudioLoader.Open(other, _options));
        Assert.Contains("expected a WAV, Wave64, FLAC or beep recording", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_format_that_recognises_a_content_opens_it()
    {
        var none = new AudioLoaderOptions { Formats = [] };
        var file = new MemoryStream(Waves.Int16([1]));
        Assert.Contains("no format", Assert.Throws<AudioFormatException>(() => AudioLoader.OpenSource(file, none)).Message, StringComparison.Ordinal);
        var all = new AudioLoaderOptions { Formats = [new Beeps(recognizesAll: true), .. AudioLoaderOptions.Default.Formats] };
        using AudioSource source = AudioLoader.OpenSource(new MemoryStream(Waves.Int16([1])), all);
        Assert.Equal(AudioInfo.RawFormat, source.Info.Format);
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Beep(params short[] samples) => [.. "BEEP"u8, .. Recordings.Shorts(samples)];

    /// <summary>Four characters and 16-bit samples at 48 kHz; made of nothing but what is public.</summary>
    private sealed class Beeps(bool recognizesAll = false) : AudioFormat
    {
        public override string Name => "beep";

        public override bool Recognize(ReadOnlySpan<byte> head) => recognizesAll || head.StartsWith("BEEP"u8);

        public override AudioSource Open(ByteSource bytes, long start, AudioLoaderOptions options) =>
            PcmStreamSource.Open(bytes, new PcmFormat(8000, 1) { StartPosition = start + 4 });
    }
}
