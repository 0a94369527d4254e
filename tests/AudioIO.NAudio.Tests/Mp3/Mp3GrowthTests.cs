using AudioIO.Tests.Contract;

namespace AudioIO.Tests.Mp3;

/// <summary>Files that are still being written.</summary>
public sealed class Mp3GrowthTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(10_000)]
    public void What_was_there_stays_and_new_Mp3Frames_follow(int step)
    {
        byte[][] frames = new Mp3Maker(step) { Mode = 1, BitRates = [1, 9] }.Frames(12);
        byte[] file = [.. frames.SelectMany(f => f)];
        float[] expected = PlainDecoder.Decode(frames);
        var stream = new MemoryStream();
        stream.Write(file, 0, 2000);
        using AudioSource source = AudioLoader.OpenSource(stream, Opened.Options);
        for (int length = 2000; length < file.Length;)
        {
            length = Math.Min(file.Length, length + step);
            stream.Position = 0;
            stream.Write(file, 0, length);
            long before = source.Info.Frames, added = source.Refresh();
            Assert.Equal(before + added, source.Info.Frames);
            Assert.True(added >= 0);
            if (added > 0) Bitwise.Same(expected.Frames(2, 0, source.Info.Frames), source.ReadAll<float>(), $"{length} bytes");
        }
        Assert.Equal(12 * 1152, source.Info.Frames);
    }

    [Fact]
    public void The_padding_of_a_file_that_is_being_copied_is_never_given_out()
    {
        byte[][] frames = new Mp3Maker(3) { BitRates = [9] }.Frames(20);
        byte[] file = [.. new Mp3Maker(3).TagFrame(Mp3Maker.InfoTag("Info", 20, 576, 2000)), .. frames.SelectMany(f => f)];
        var stream = new MemoryStream();
        stream.Write(file, 0, 5000);
        using AudioSource source = AudioLoader.OpenSource(stream, Opened.Options);
        long frameCount = source.Info.Frames;
        for (int length = 5000; length <= file.Length; length += 211)
        {
            stream.SetLength(0);
            stream.Write(file, 0, length);
            Assert.True(source.Refresh() >= 0);
        }
        stream.SetLength(0);
        stream.Write(file);
        source.Refresh();
        Assert.Equal((20 * 1152) - 576 - 2000, source.Info.Frames);
        Assert.True(frameCount < source.Info.Frames);
    }

    [Fact]
    public void Damage_in_what_was_added_is_listed()
    {
        byte[][] frames = new Mp3Maker(3) { BitRates = [9], UsesReservoir = false }.Frames(30);
        var stream = new MemoryStream();
        foreach (byte[] frame in frames.Take(10)) stream.Write(frame);
        using AudioSource source = AudioLoader.OpenSource(stream, Opened.Options);
        stream.Position = stream.Length;
        stream.Write(new byte[frames[10].Length]);
        foreach (byte[] frame in frames.Skip(11)) stream.Write(frame);
        Assert.Equal(20 * 1152, source.Refresh());
        source.AssertNote(DiagnosticKind.Damaged, "they were 1 Mp3Frames");
        Assert.Equal(new FrameRange(10 * 1152, 11 * 1152), Assert.Single(source.DamagedRanges));
    }

    [Fact]
    public void What_was_said_of_an_end_that_was_not_written_yet_is_taken_back()
    {
        byte[][] frames = new Mp3Maker(3) { BitRates = [9], UsesReservoir = false }.Frames(30);
        byte[] file = [.. new Mp3Maker(3).TagFrame(Mp3Maker.InfoTag("Info", 30, 576, 2000)), .. frames.SelectMany(f => f)];
        var stream = new MemoryStream();
        stream.Write(file, 0, file.Length / 2);
        using AudioSource growing = AudioLoader.OpenSource(stream, Opened.Options);
        growing.AssertNote(DiagnosticKind.Truncated, "The last Mp3Frame is cut");
        growing.AssertNote(DiagnosticKind.Truncated, "counts 30 Mp3Frames");
        stream.Position = 0;
        stream.Write(file);
        growing.Refresh();
        using AudioSource whole = Opened.Source(file);
        Assert.Equal(whole.Diagnostics, growing.Diagnostics);
    }

    [Fact]
    public void What_stands_behind_the_sound_that_was_added_is_told()
    {
        byte[][] frames = new Mp3Maker(3) { BitRates = [9], UsesReservoir = false }.Frames(30);
        byte[] file = [.. frames.SelectMany(f => f), .. "TAG"u8, .. new byte[125], .. new byte[50]];
        var stream = new MemoryStream();
        stream.Write(file, 0, frames.Take(10).Sum(frame => frame.Length));
        using AudioSource growing = AudioLoader.OpenSource(stream, Opened.Options);
        Assert.DoesNotContain(growing.Diagnostics, entry => entry.Kind is DiagnosticKind.Truncated or DiagnosticKind.Ignored);
        stream.Position = 0;
        stream.Write(file);
        growing.Refresh();
        growing.AssertNote(DiagnosticKind.Ignored, "of a tag stand here");
        growing.AssertNote(DiagnosticKind.Ignored, "50 bytes behind the last Mp3Frame are none");
    }
}
