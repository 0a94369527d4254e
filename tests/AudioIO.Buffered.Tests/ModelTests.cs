using AudioIO.Tests.Contract;

namespace AudioIO.Tests;

public class ModelTests
{
    [Theory]
    [InlineData(11, 1)]
    [InlineData(12, 1)]
    [InlineData(13, 16)]
    [InlineData(14, 64)]
    public void Whatever_is_done_in_any_order_with_failing_loads_between_no_value_is_ever_wrong(int seed, int framesPerUnit)
    {
        const int frames = 500;
        const int channels = 3;
        var expected = new ExpectedFrames<int>([.. Enumerable.Range(0, frames * channels)], channels);
        ArrayScript.Check(seed, scripts: 300, operations: 60, expected, (buffer, back) =>
        {
            var array = new CountingArray<int>(
                frames, [channels], (frame, i) => (int)frame * channels + i, buffer, back, framesPerUnit)
            { FailsShort = buffer % 2 == 0 };
            return (array, failures => array.FailuresToCome = failures);
        });
    }

    [Fact]
    public void Nor_when_frames_are_so_wide_that_a_few_of_them_are_a_large_request()
    {
        // 65 536 values, the size of a side buffer, are 21 of these frames.
        const int frames = 120;
        const int frequencies = 1000;
        var expected = new ExpectedFrames<int>([.. Enumerable.Range(0, frames * 3 * frequencies)], 3, frequencies);
        ArrayScript.Check(15, scripts: 12, operations: 60, expected, (buffer, back) =>
        {
            var array = new CountingArray<int>(
                frames, [3, frequencies], (frame, i) => (int)frame * 3 * frequencies + i, buffer, back, framesPerUnit: 1 + back % 5);
            return (array, failures => array.FailuresToCome = failures);
        });
    }

    [Fact]
    public void A_wrong_value_is_found_and_its_story_is_told_in_few_steps()
    {
        var expected = new ExpectedFrames<int>([.. Enumerable.Range(0, 500)], 1);
        Exception failure = Assert.ThrowsAny<Exception>(() => ArrayScript.Check(1, 50, 60, expected, (buffer, back) =>
            (new CountingArray<int>(500, [1], (frame, _) => frame == 321 ? -1 : (int)frame, buffer, back), null)));
        Assert.Contains("Seed 1,", failure.Message, StringComparison.Ordinal);
        Assert.Single(failure.Message.Split('\n'), line => line.StartsWith("  ArrayOperation {", StringComparison.Ordinal));
    }
}
