using AudioIO.Tests.Field;
using AudioIO.Tests.Streams;

namespace AudioIO.Tests.Growing;

/// <summary>Recorders that write their metadata before they go back to the header; after every step the file is what it is when opened anew.</summary>
public class UnfinishedWaveTests
{
    private static readonly byte[] Guano = WaveBuilder.Riff().Chunk("guan", [.. "GUANO|Version:1.0\nMake:Moth\n"u8]).ToArray()[12..];

    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    [InlineData(0x7FFF_F000u)]
    public void Metadata_written_before_the_header_is_corrected_are_no_sound(uint claim)
    {
        for (int first = 1; first < Guano.Length; first++)
        {
            using var stream = new MemoryStream();
            stream.Write(Counted.File(1, 100, claim));
            using AudioLoader<short> data = AudioLoader.Open<short>(stream, new AudioLoaderOptions { LeaveOpen = true });
            Assert.Equal(Counted.Sample(99), data[99, 0]);
            Append(stream, Guano.AsSpan(0, first));
            data.Refresh();
            // Three bytes are no id yet, and one frame for a moment.
            Assert.InRange(data.Frames, 100, 101);
            if (data.Frames > 100) _ = data[100, 0];
            Append(stream, Guano.AsSpan(first));
            data.Refresh();
            Assert.Equal(100, data.Frames);
            Assert.Equal(100, AudioLoader.Identify(stream).Frames);
            Assert.Throws<ArgumentOutOfRangeException>(() => data[100, 0]);
            Assert.Equal(Counted.Sample(99), data[99, 0]);
            Assert.Contains(data.Metadata.Chunks, chunk => chunk.Id == "guan");
        }
    }

    [Fact]
    public void Frames_that_never_were_are_taken_back_with_an_entry()
    {
        using var stream = new MemoryStream();
        stream.Write(Counted.File(1, 100, 0));
        using AudioLoader<short> data = AudioLoader.Open<short>(stream);
        Append(stream, Guano.AsSpan(0, 3));
        Assert.Equal(1, data.Refresh());
        Append(stream, Guano.AsSpan(3));
        Assert.Equal(-1, data.Refresh());
        Diagnostic entry = Assert.Single(data.Diagnostics, d => d.Kind == DiagnosticKind.Changed);
        Assert.Equal((100L, 1L), (entry.StartFrame!.Value, entry.FrameCount!.Value));
    }

    [Theory]
    [InlineData(1, 20, 4)]
    [InlineData(2, 24, 8)]
    public void Adpcm_with_a_part_of_a_block_is_after_a_refresh_what_it_is_when_opened_anew(int channels, int blockBytes, int step)
    {
        byte[] file = WaveBuilder.Riff().Format(WaveFormat.Ima(channels, blockBytes)).Data(new byte[blockBytes * 5], 0).ToArray();
        int header = file.Length - (blockBytes * 5);
        using var stream = new MemoryStream();
        stream.Write(file.AsSpan(0, header + blockBytes));
        using AudioLoader<short> data = AudioLoader.Open<short>(stream, new AudioLoaderOptions { LeaveOpen = true });
        for (int length = header + blockBytes + step; length <= file.Length; length += step)
        {
            Append(stream, file.AsSpan(length - step, step));
            data.Refresh();
            Assert.Equal(AudioLoader.Identify(stream).Frames, data.Frames);
        }
    }

    [Fact]
    public void A_length_that_the_header_announced_ends_the_audio_when_it_is_reached()
    {
        using var stream = new MemoryStream();
        stream.Write(Counted.File(1, 40, 200));
        using AudioLoader<short> data = AudioLoader.Open<short>(stream, new AudioLoaderOptions { LeaveOpen = true });
        byte[] rest = [.. Counted.Bytes(40, 60), .. new byte[20]];
        for (int i = 0; i < rest.Length; i += 4)
        {
            Append(stream, rest.AsSpan(i, 4));
            data.Refresh();
            Assert.Equal(AudioLoader.Identify(stream).Frames, data.Frames);
        }
        Assert.Equal(100, data.Frames);
    }

    [Fact]
    public void A_second_recording_that_is_appended_is_no_more_sound_of_the_first()
    {
        using var stream = new MemoryStream();
        stream.Write(Counted.File(1, 100));
        using AudioLoader<short> data = AudioLoader.Open<short>(stream);
        Append(stream, Counted.File(1, 500));
        Assert.Equal(0, data.Refresh());
        Assert.Equal(100, data.Frames);
    }

    [Theory]
    [InlineData(70_000)]
    [InlineData(1_500_000)]
    public void Long_metadata_behind_a_length_that_was_never_written_are_no_sound(int bytes)
    {
        byte[] chunks = WaveBuilder.Riff().Chunk("LIST", [.. "INFO"u8, .. Recordings.Noise(bytes)]).Chunk("guan", [.. "GUANO|Version:1.0\n"u8]).ToArray()[12..];
        foreach (uint claim in (uint[])[0, uint.MaxValue, 0x7FFF_F000])
        {
            byte[] sound = Counted.File(1, 100_000, claim);
            Assert.Equal(100_000, AudioLoader.Identify(new MemoryStream([.. sound, .. chunks])).Frames);
            using var stream = new MemoryStream();
            stream.Write(sound);
            using AudioLoader<short> data = AudioLoader.Open<short>(stream, new AudioLoaderOptions { LeaveOpen = true });
            Append(stream, chunks);
            Assert.Equal(0, data.Refresh());
            Assert.Equal(Counted.Sample(99_999), data[99_999, 0]);
        }
    }

    [Theory]
    [InlineData("RIFF")]
    [InlineData("RIFX")]
    [InlineData("RF64")]
    [InlineData("BW64")]
    [InlineData("Wave64")]
    [InlineData("FLAC")]
    public void Another_recording_behind_a_length_that_was_never_written_is_no_sound_of_the_first(string format)
    {
        byte[] other = format == "FLAC" ? [.. "fLaC"u8, 0, 0, 0, 34, .. new byte[60]] : FieldFiles.Whole(format);
        foreach (uint claim in (uint[])[0, uint.MaxValue, 0x7FFF_F000])
        {
            byte[] first = Counted.File(1, 1001, claim);
            using AudioSource source = AudioLoader.OpenSource(new MemoryStream([.. first, .. other, .. new byte[1000]]));
            Assert.Equal(1001, source.Frames);
            Assert.Contains(source.Diagnostics, entry => entry.Message.StartsWith($"Another recording ({format})", StringComparison.Ordinal));
            using var stream = new MemoryStream();
            stream.Write(first);
            using AudioLoader<short> data = AudioLoader.Open<short>(stream);
            Append(stream, other);
            Assert.Equal(0, data.Refresh());
        }
    }

    [Fact]
    public void Four_letters_in_sound_are_no_other_recording()
    {
        byte[] sound = Counted.File(1, 1000, 0);
        foreach (string letters in (string[])["RIFF", "RIFFxxxxWAVX", "fLaC", "riff"])
        {
            byte[] bytes = [.. sound, .. System.Text.Encoding.ASCII.GetBytes(letters), .. Recordings.Noise(100)];
            Assert.Equal(1000 + ((letters.Length + 100) / 2), AudioLoader.Identify(new MemoryStream(bytes)).Frames);
        }
    }

    private static void Append(MemoryStream stream, ReadOnlySpan<byte> bytes)
    {
        stream.Position = stream.Length;
        stream.Write(bytes);
    }
}
