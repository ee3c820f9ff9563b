using System.Globalization;
using System.Text;

namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>Where the player stands: quarters of a metre, the direction and the angle of looking.</summary>
readonly record struct SceneSpot(int X, int Z, int Direction, int Angle)
{
    /// <summary>Writes an id such as <c>loc_bar_4_bar__minus_3_bar_2_bar_45</c>.</summary>
    public void AppendId(StringBuilder text)
    {
        text.Append("loc");
        Append(text, X);
        Append(text, Z);
        Append(text, Direction);
        Append(text, Angle);
    }

    static void Append(StringBuilder text, int value) =>
        text.Append(value < 0 ? "_bar__minus_" : "_bar_").Append(CultureInfo.InvariantCulture, $"{Math.Abs(value)}");
}
