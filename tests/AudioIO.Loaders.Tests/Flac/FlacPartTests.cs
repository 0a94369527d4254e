namespace AudioIO.Tests.Flac;

/// <summary>
/// Parts that were cut out of a longer stream and kept its numbers, as <c>ffmpeg -f segment</c> and every <c>-c copy</c> make them.
/// </summary>
public class FlacPartTests
{
    private const int First = 469;

    [Fact]
    public void A_checksum_of_the_part_itself_matches()
    {
        using FlacSource source = FlacFile.Open(Part(false).ToArray());
        Assert.Equal(FlacMd5Result.Matches, source.Verify().Md5);
    }

    [Fact]
    public void A_first_frame_that_only_has_a_wrong_number_is_damage_and_no_beginning()
    {
        FlacFile file = FlacDamageTests.Make(false, i => i == 0 ? 27 : i);
        FlacWays ways = FlacWays.ReadAll(file.ToArray());
        Assert.Equal((file.FrameCount, (0L, 32L)), (ways.Info.Frames, Assert.Single(ways.Damage)));
    }

    private static FlacFile Part(bool variable) => FlacDamageTests.Make(variable, i => First + i);
}
