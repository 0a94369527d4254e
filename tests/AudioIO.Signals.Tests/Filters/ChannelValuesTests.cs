using System.Numerics;
using AudioIO.Filters;

namespace AudioIO.Tests.Filters;

public class ChannelValuesTests
{
    [Fact]
    public void Magnitudes_in_vectors_are_those_of_one_value_after_the_other()
    {
        Check(x => (float)x);
        Check(x => x);
    }

    private static void Check<T>(Func<double, T> value)
        where T : unmanaged, INumber<T>
    {
        double[] special = [0.0, -0.0, -1, 1, double.Epsilon, -float.Epsilon, double.NegativeInfinity, double.NaN, -float.MaxValue];
        T[] frames = [.. Enumerable.Range(0, 300).Select(i => value(i % 10 < 9 ? special[i % 10] : Math.Sin(i)))];
        foreach (int stride in (int[])[1, 2, 3])
        {
            for (int count = 0; count <= 70; count++)
            {
                double[] expected = [.. Enumerable.Range(0, count).Select(n => Math.Abs(double.CreateTruncating(frames[n * stride])) * 0.3)];
                var read = new double[count];
                ChannelValues.ReadMagnitudes(frames, stride, 0.3, read);
                Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), read.Select(BitConverter.DoubleToInt64Bits));
            }
        }
    }
}
