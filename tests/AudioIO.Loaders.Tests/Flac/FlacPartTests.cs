namespace AudioIO.Tests.Flac;

/// <summary>
/// Parts that were cut out of a longer stream and kept its numbers, as <c>ffmpeg -f segment</c> and every <c>-c copy</c> make them.
/// </summary>
public class FlacPartTests
{
    private const int First = 469;

    public static TheoryData<bool, string> Parts()
    {
        var cases = new TheoryData<bool, string>();
        foreach (bool variable in (bool[])[false, true])
            foreach (string total in (string[])["right", "unknown", "behind its last", "of the whole"]) cases.Add(variable, total);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_part_begins_with_its_first_frame(bool variable, string total)
    {
        FlacFile file = Part(variable);
        file.TotalFrames = total switch
        {
            "right" => file.FrameCount,
            "unknown" => 0,
            "behind its last" => (First * 32) + file.FrameCount,
            _ => 100_000,
        };
        file.Md5 = [1, .. new byte[15]];
        FlacWays ways = FlacWays.ReadAll(file.ToArray());
        Assert.Equal(file.Samples, ways.Samples);
        Assert.Empty(ways.Damage);
        using FlacSource source = FlacFile.Open(file.ToArray());
        Diagnostic entry = Assert.Single(source.Diagnostics);
        Assert.Equal(DiagnosticKind.Contradiction, entry.Kind);
        Assert.Contains($"begins at frame {First * 32} of a longer stream", entry.Message, StringComparison.Ordinal);
        Assert.Equal((FlacMd5Result.OfLongerStream, true), (source.Verify().Md5, source.Verify().IsSound));
    }

    [Fact]
    public void A_checksum_of_the_part_itself_matches()
    {
        using FlacSource source = FlacFile.Open(Part(false).ToArray());
        Assert.Equal(FlacMd5Result.Matches, source.Verify().Md5);
    }

    [Fact]
    public void Damage_in_a_part_keeps_its_place()
    {
        FlacFile file = Part(false);
        foreach (int index in (int[])[3, 20]) file.Frames[index][^5] ^= 0x10;
        Assert.Equal([(96L, 32L), (640L, 32L)], FlacWays.ReadAll(file.ToArray()).Damage);
    }

    [Fact]
    public void A_first_frame_that_only_has_a_wrong_number_is_damage_and_no_beginning()
    {
        FlacFile file = FlacDamageTests.Make(false, i => i == 0 ? 27 : i);
        FlacWays ways = FlacWays.ReadAll(file.ToArray());
        Assert.Equal((file.FrameCount, (0L, 32L)), (ways.Info.Frames, Assert.Single(ways.Damage)));
    }

    [Fact]
    public void A_part_grows()
    {
        FlacFile file = Part(false);
        file.TotalFrames = 0;
        using var recorder = new Growing.Recorder([.. file.Header, .. file.Frames[0]]);
        using var source = (FlacSource)AudioLoader.OpenSource(recorder.Path);
        Assert.Equal(32, source.Info.Frames);
        recorder.Append([.. file.Frames.Skip(1).SelectMany(frame => frame)]);
        Assert.Equal(file.FrameCount - 32, source.Refresh());
        Assert.Equal(file.Samples, FlacFile.ReadAll(source));
    }

    private static FlacFile Part(bool variable) => FlacDamageTests.Make(variable, i => First + i);
}
