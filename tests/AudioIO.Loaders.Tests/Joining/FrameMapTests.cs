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
    public void Silence_before_files_belongs_to_the_file_before_it_for_all_small_lengths()
    {
        // All recordings of 3 files of 0 to 3 frames with 0 to 3 silent ones before the second and the third.
        for (int code = 0; code < 1 << 10; code++)
        {
            long[] lengths = [code & 3, (code >> 2) & 3, (code >> 4) & 3];
            long[] silences = [0, (code >> 6) & 3, (code >> 8) & 3];
            var map = new FrameMap(lengths, silences);
            int[] owners = [.. Enumerable.Range(0, 3).SelectMany(
                file => Enumerable.Repeat(file, (int)(lengths[file] + (file < 2 ? silences[file + 1] : 0))))];
            Assert.Equal(owners.Length, map.Frames);
            Assert.Equal(owners, Enumerable.Range(0, owners.Length).Select(frame => map.FileAt(frame)));
            FrameMap spans = map.Spans();
            for (int file = 0; file < 3; file++)
            {
                Assert.Equal((lengths[file], spans.FramesOf(file)), (map.FramesOf(file), map.SpanOf(file)));
                Assert.Equal(map.StartFrameOf(file), spans.StartFrameOf(file));
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
