namespace AudioIO.Tests.Joining;

public class FrameMapTests
{
    [Fact]
    public void Every_frame_is_found_in_its_file_for_all_small_lengths()
    {
        // All recordings of 1 to 5 files of 0 to 3 frames.
        for (int count = 1; count <= 5; count++)
        {
            for (int code = 0; code < 1 << (2 * count); code++)
            {
                long[] lengths = [.. Enumerable.Range(0, count).Select(i => (long)((code >> (2 * i)) & 3))];
                var map = new FrameMap(lengths);
                int[] owners = [.. lengths.SelectMany((length, file) => Enumerable.Repeat(file, (int)length))];
                Assert.Equal(owners.Length, map.Frames);
                for (int frame = 0; frame < owners.Length; frame++)
                {
                    int file = map.FileAt(frame);
                    Assert.Equal(owners[frame], file);
                    Assert.InRange(frame, map.StartFrameOf(file), map.StartFrameOf(file) + map.FramesOf(file) - 1);
                }
            }
        }
    }

    [Fact]
    public void Frames_beyond_the_range_of_long_are_refused_and_not_added()
    {
        Assert.Equal(long.MaxValue, new FrameMap([long.MaxValue - 3, 0, 3]).Frames);
        var refusal = Assert.Throws<AudioFormatException>(() => new FrameMap([long.MaxValue - 3, 4]));
        Assert.Equal(AudioFormatErrorKind.LimitExceeded, refusal.Kind);
    }
}
