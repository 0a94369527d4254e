using System.Numerics;

namespace AudioIO.Filters;

/// <summary>A filter as gain · Π (s − zero) / Π (s − pole); complex zeros and poles come with their conjugates, in any order.</summary>
internal sealed record ZeroPoleGain(Complex[] Zeros, Complex[] Poles, double Gain)
{
    /// <summary>Π (at − root).</summary>
    public static Complex Product(Complex[] roots, double at)
    {
        Complex product = 1;
        foreach (Complex root in roots) product *= at - root;
        return product;
    }
}
